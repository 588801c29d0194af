// Style rules of components, added when the module that needs them is loaded. Colours and plain elements are styled by the server's own sheet, whose
// variables (--ink, --soft, --leaf ...) are used here; a constructed sheet needs no permission of the pages' policy.

/** Adds rules for as long as the page lives. Call it once, at the top of a module. */
export function addStyle(rules: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
