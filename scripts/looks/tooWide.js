/**
 * Evaluated inside a page: finds what makes it wider than the screen or the sheet, and what a scrolling box would cut
 * off in print, or on a telephone from rows that are cards there.
 */
(() => {
  const html = document.documentElement;
  const named = (element) =>
    `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join('')}`;
  const scrolls = (element) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX);
  // What is read out but not shown is one pixel wide.
  const cut = [...document.querySelectorAll('main *')].filter(
    (element) => scrolls(element) && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1,
  );
  const isInBox = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (scrolls(box)) return true;
    }
    return false;
  };
  const over = html.scrollWidth - html.clientWidth;
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > html.clientWidth + 0.5 && !isInBox(element),
  );
  const cards = matchMedia('(max-width: 40rem)').matches
    ? cut.filter((element) => element.querySelector('.rows'))
    : [];
  return [
    ...(matchMedia('print').matches ? cut : cards).map(named),
    ...(over > 0 ? wide.slice(-1).map((element) => `${named(element)} by ${over} px`) : []),
  ];
})();
