// The query page: an editor in place of the text field, Ctrl+Enter, and a way to stop. Without this the forms work too.
"use strict";
const field = document.getElementById("text");
const language = document.getElementById("language");
const form = field.form;

function openEditor() {
  const { Compartment, EditorView, HighlightStyle, Prec, keymap, languages, opened, syntaxHighlighting, tags } = editorKit;
  const host = document.getElementById("editor");
  const spoken = new Compartment();
  const colours = HighlightStyle.define([
    { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
    { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--link)" },
    { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
    { tag: [tags.number, tags.bool, tags.atom], color: "var(--doubt)" },
  ]);
  const look = EditorView.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "14px", maxHeight: "60vh" },
    "&.cm-focused": { outline: "none" },
    ".cm-content, .cm-gutters": { fontFamily: "var(--mono)", lineHeight: "1.5", minHeight: "240px" },
    ".cm-content": { caretColor: "var(--ink)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-gutters": { backgroundColor: "var(--band)", color: "var(--muted)", border: "0" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--quote)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--edge) !important" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--edge)" },
  });
  const run = () => {
    form.requestSubmit();
    return true;
  };
  host.hidden = false;
  const view = opened(host, field.value, [
    spoken.of(languages[language.value]),
    syntaxHighlighting(colours),
    look,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": form.querySelector("label[for=text]").textContent }),
    EditorView.domEventHandlers({ beforeinput }),
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) field.value = update.state.doc.toString();
    }),
  ]);
  field.hidden = true;
  form.querySelector("label[for=text]").addEventListener("click", () => view.focus());
  language.addEventListener("change", () => {
    const examples = JSON.parse(document.getElementById("examples").textContent);
    const untouched = Object.values(examples).includes(view.state.doc.toString());
    const changes = untouched ? { from: 0, to: view.state.doc.length, insert: examples[language.value] } : undefined;
    view.dispatch({ changes, effects: spoken.reconfigure(languages[language.value]) });
  });
  showPlace(view);
}

// Typing over a selection: the browser itself would carry the old colours over as an inline style, which is forbidden here.
function beforeinput(event, view) {
  if (event.inputType !== "insertText" || event.data === null || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

// Where the engine stopped understanding.
function showPlace(view) {
  const number = Number(field.dataset.line);
  if (!number || number > view.state.doc.lines) return;
  const line = view.state.doc.line(number);
  const at = Math.min(line.from + Number(field.dataset.column || 1) - 1, line.to);
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
  view.focus();
}

function watch(asked) {
  const stop = asked.querySelector(".stop");
  const note = document.getElementById("running");
  const set = (runs) => {
    stop.hidden = note.hidden = !runs;
  };
  asked.addEventListener("submit", () => set(true));
  stop.addEventListener("click", () => {
    window.stop();
    set(false);
  });
  window.addEventListener("pageshow", () => set(false));
}

document.querySelectorAll("form[data-runs]").forEach(watch);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
if (window.editorKit) openEditor();
