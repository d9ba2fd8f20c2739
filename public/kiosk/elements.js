/** Elements of the page, made by hand: texts become text and never markup. */

/**
 * @param {string} name
 * @param {object} [properties] `on…` are listeners, the rest are attributes; `false` and `undefined` are left out
 * @param {...(Node | string | undefined | false)} children
 */
export function element(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

export function drawing(name, properties = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), properties, children);
}

function filled(node, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== false));
  return node;
}

/** Puts these children in place of those that are there. */
export function refill(node, ...children) {
  node.textContent = '';
  node.append(...children);
}

/** A face for a level, from the worst (0) to the best (1). Colour and mouth say the same; the label stands below. */
export function face(mood) {
  const bend = 78 + (mood - 0.5) * 2 * 26; // where the mouth is pulled to
  const ends = 78 - (mood - 0.5) * 2 * 8;
  return drawing(
    'svg',
    { viewBox: '0 0 120 120', class: `face mood${Math.round(mood * 4)}`, 'aria-hidden': 'true' },
    drawing('circle', { cx: 60, cy: 60, r: 56, class: 'skin' }),
    drawing('circle', { cx: 41, cy: 48, r: 7, class: 'eye' }),
    drawing('circle', { cx: 79, cy: 48, r: 7, class: 'eye' }),
    drawing('path', { d: `M34 ${ends}Q60 ${bend} 86 ${ends}`, class: 'mouth' }),
  );
}

/** A QR code as the server has drawn it. */
export function qrSquare({ side, path }, label) {
  return drawing(
    'svg',
    { viewBox: `0 0 ${side} ${side}`, class: 'qr', role: 'img', 'aria-label': label },
    drawing('rect', { width: side, height: side, fill: '#fff' }),
    drawing('path', { d: path, stroke: '#000' }),
  );
}
