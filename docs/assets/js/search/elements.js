// Creates the search's DOM elements.

export function element(name, text, style = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (style) made.className = style;
  return made;
}

export function press(text, act, style = "") {
  const made = element("button", text, style);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
