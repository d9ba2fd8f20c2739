/**
 * Evaluated inside a page; its value is what the page reports of itself (PageSays in lookAt.ts). `main` excludes what
 * differs at each loading, so that the same page for two roles is the same text.
 */
(() => {
  const html = document.documentElement;
  const filters = [...document.querySelectorAll('main form[method="get"]')].flatMap((form) => {
    const address = (field, value) => {
      const asked = new FormData(form);
      if (field) asked.set(field, value);
      return `${form.action.split('?')[0]}?${new URLSearchParams(asked)}`;
    };
    const changed = [...form.elements].flatMap((field) => {
      if (field.tagName === 'SELECT') {
        const other = [...field.options].findLast((option) => !option.selected && !option.disabled);
        return other ? [{ field: field.name, address: address(field.name, other.value) }] : [];
      }
      const isText = ['text', 'search'].includes(field.type) && field.value === '';
      return isText ? [{ field: field.name, address: address(field.name, 'an') }] : [];
    });
    const hidden = [...form.elements].filter(({ type }) => type === 'hidden').map(({ value }) => value);
    const asks = [{ field: '', address: address() }, ...changed];
    return asks.map((one) => ({ ...one, field: [...hidden, one.field].join(' ') }));
  });

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\s+/g, ' ').trim();
    const parent = walker.currentNode.parentElement;
    const isAsItStands = parent.closest('[translate="no"]') !== null;
    if (text && !isAsItStands && parent.closest('[lang]') === html) texts.push(text);
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-label']) {
    for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name));
  }

  return {
    filters,
    texts,
    title: document.title,
    language: html.lang,
    deadAnchors: [...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href'))
      .filter((anchor) => !document.getElementById(decodeURIComponent(anchor.slice(1)))),
  };
})();
