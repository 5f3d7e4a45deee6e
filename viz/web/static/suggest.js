// Suggestions while somebody types: a combobox with a list (ARIA 1.2). What documents say is only ever set as text.
"use strict";
(() => {
  const WAIT = 120; // milliseconds after the last letter

  const made = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const marked = (className, parts) => {
    const element = made("span", className);
    for (const [text, found] of parts) element.append(found ? made("mark", "", text) : text);
    return element;
  };

  class Suggestions {
    constructor(form) {
      this.form = form;
      this.field = form.querySelector("input[name=q]");
      this.list = made("div", "suggested");
      this.list.id = `${this.field.id}-suggested`;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", form.dataset.label);
      this.status = made("div", "hidden-text");
      this.status.setAttribute("role", "status");
      form.append(this.list, this.status);
      for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
        ["aria-controls", this.list.id], ["aria-haspopup", "listbox"]]) this.field.setAttribute(name, value);
      this.options = [];
      this.active = -1;
      this.field.addEventListener("input", () => this.later());
      this.field.addEventListener("keydown", (event) => this.key(event));
      this.field.addEventListener("blur", () => this.close());
      this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      this.list.addEventListener("click", (event) => this.clicked(event));
    }

    later() {
      clearTimeout(this.timer);
      this.request?.abort();
      if (this.field.value.trim()) this.timer = setTimeout(() => this.ask(), WAIT);
      else this.close();
    }

    async ask() {
      const request = (this.request = new AbortController());
      const address = `${this.form.dataset.suggest}?q=${encodeURIComponent(this.field.value)}`;
      try {
        const answer = await fetch(address, { signal: request.signal, headers: { accept: "application/json" } });
        if (answer.ok) this.show((await answer.json()).groups);
        else this.close();
      } catch (error) {
        if (error.name !== "AbortError") this.close(); // the form itself still leads to the results
      }
    }

    show(groups) {
      if (document.activeElement !== this.field) return;
      this.active = -1;
      this.field.removeAttribute("aria-activedescendant");
      this.list.replaceChildren(...groups.map((group) => this.group(group)));
      const { none, count } = this.form.dataset;
      const found = groups.reduce((sum, group) => sum + group.items.length, 0);
      if (found) this.list.append(this.every());
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
      this.status.textContent = found ? count.replace("{count}", found) : none;
      this.open(found > 0);
    }

    group({ kind, label, items }) {
      const group = made("div");
      const name = made("div", "group", label);
      name.id = `${this.list.id}-of-${kind}`;
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", name.id);
      group.append(name, ...items.map((item) => this.option(item)));
      return group;
    }

    option({ href, code, style, held, label, text, note }) {
      const option = made("div");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.href = href;
      if (code) option.append(made("span", `kind is-${style}${held ? "" : " ghost"}`, code), " ");
      option.append(marked("said", label));
      if (note) option.append(" ", made("span", "note", note));
      if (text?.length) option.append(" ", marked("about", text));
      return option;
    }

    every() {
      const option = made("div", "every");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(made("span", "said", this.form.dataset.all));
      return option;
    }

    open(really) {
      this.list.hidden = !really;
      this.list.scrollTop = 0;
      this.field.setAttribute("aria-expanded", String(really));
    }

    close() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.choose(-1);
      this.open(false);
    }

    choose(at) {
      this.options[this.active]?.setAttribute("aria-selected", "false");
      this.active = at;
      const option = this.options[at];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.field.setAttribute("aria-activedescendant", option.id);
      } else {
        this.field.removeAttribute("aria-activedescendant");
      }
    }

    key(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return; // keys of an input method
      const open = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
        else if (this.field.value.trim()) this.ask();
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && open && this.active >= 0) {
        event.preventDefault();
        this.go(this.options[this.active]);
      }
    }

    move(by) {
      const places = this.options.length + 1; // the field itself is one of them
      this.choose(((this.active + 1 + by + places) % places) - 1);
    }

    clicked(event) {
      const option = event.target.closest("[role=option]");
      if (option) this.go(option, event.ctrlKey || event.metaKey);
    }

    go(option, apart = false) {
      const { href } = option.dataset;
      if (href === undefined) this.form.requestSubmit();
      else if (apart) window.open(href, "_blank", "noopener");
      else window.location.assign(href);
      if (!apart) this.close();
    }
  }

  for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
})();
