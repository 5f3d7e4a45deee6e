// What queries are written in: `editorKit` of viz/static/vendor/editor.js.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, StreamLanguage, syntaxHighlighting, HighlightStyle } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import {
  drawSelection, EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers, placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

export { autocompletion, Compartment, EditorState, EditorView, HighlightStyle, keymap, placeholder, Prec, syntaxHighlighting, tags };

export const languages = { sparql: StreamLanguage.define(sparql), cypher: StreamLanguage.define(cypher) };

// What every editor has, without colours and without a completion source.
export const basics = [
  lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
  highlightActiveLine(), keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
];

// An editor inside `host`, in a shadow tree of its own: there CodeMirror's styles are adopted sheets, which the pages'
// policy allows; in the page itself they would be an inline element, which it forbids.
export function opened(host, doc, extensions) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  return new EditorView({ root, parent: root, state: EditorState.create({ doc, extensions: [basics, extensions] }) });
}
