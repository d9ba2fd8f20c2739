/** The page around every screen: place and languages above, network and the staff's button below. */
import { canRead, hush, onVoices, readAloud } from './aloud.js';
import { element, refill } from './elements.js';
import { accessCode, tablet, visit } from './state.js';
import { inLanguage, languageName, textsIn } from './texts.js';

const regions = {
  header: element('header'),
  main: element('main', { id: 'main' }),
  footer: element('footer'),
};
let partsOf;

/** @param mainParts what stands in the middle, by the screen that is due */
export function openFrame(mainParts) {
  partsOf = mainParts;
  refill(document.body, regions.header, regions.main, regions.footer);
  onVoices(renderHeader);
  document.head.append(element('link', { rel: 'manifest', href: `/kiosk/${accessCode}/manifest` }));
}

/** A place on the screen that is shown now. */
export const find = (selector) => regions.main.querySelector(selector);

/** Shows another screen; whoever cannot see it hears its heading. */
export function show(next) {
  hush();
  visit.screen = next;
  render();
  window.scrollTo(0, 0);
  (find('input') ?? find('h1'))?.focus();
}

/** Makes the screen anew; what had the focus has it again. */
export function render() {
  const t = textsIn(visit.language);
  const focusable = () => [...document.querySelectorAll('button, input, select, textarea, h1')];
  const focused = focusable().indexOf(document.activeElement);
  document.documentElement.lang = visit.language;
  document.documentElement.className = visit.isLarger ? 'larger' : '';
  document.body.className = visit.screen.kind;
  refill(regions.main, ...partsOf(t).filter(Boolean));
  renderHeader();
  refill(regions.footer, ...footerParts(t));
  focusable()[focused]?.focus();
}

function renderHeader() {
  const t = textsIn(visit.language);
  showColours(shownSetup()?.brand?.colours ?? {}); // a setup that was kept before an update has none
  refill(regions.header, locationLine(t), aids(t), languageButtons(t));
}

/** Those of the office, by their names in kiosk.css. */
function showColours(colours) {
  for (const [name, colour] of Object.entries(colours))
    document.documentElement.style.setProperty(`--${name}`, colour);
}

export function clearMain() {
  refill(regions.main);
}

/** Only the words change: whoever is answering goes on undisturbed. */
export function renderNetwork() {
  regions.footer.querySelector('#network').replaceWith(networkLine(textsIn(visit.language)));
}

const shownSetup = () => visit.person?.setup ?? tablet.settings.setup;

function locationLine(t) {
  const setup = shownSetup();
  const location = setup?.unitName ?? tablet.about?.unitName;
  return element(
    'p',
    { class: 'location' },
    setup?.brand?.logo &&
      element('img', { class: 'logo', alt: '', src: `data:image/png;base64,${setup.brand.logo}` }),
    element('strong', {}, location ? inLanguage(location, visit.language) : 'Lắng Nghe'),
    setup?.serviceName && element('span', {}, inLanguage(setup.serviceName, visit.language)),
    setup?.madeUp && element('span', { class: 'tag' }, t.madeUp),
  );
}

/** For people who read small letters badly, or not at all. */
function aids(t) {
  const { language } = visit;
  const read = () => readAloud(regions.main, language);
  return element(
    'div',
    { class: 'languages aids' },
    canRead(regions.main, language) && element('button', { type: 'button', onclick: read }, t.listen),
    element(
      'button',
      { type: 'button', 'aria-pressed': String(visit.isLarger), onclick: switchSize },
      t.larger,
    ),
  );
}

function switchSize() {
  visit.isLarger = !visit.isLarger;
  render();
}

function languageButtons(t) {
  const languages = shownSetup()?.languages ?? ['vi', 'en'];
  return element(
    'div',
    { class: 'languages', role: 'group', 'aria-label': t.chooseLanguage },
    ...languages.map((tag) =>
      element(
        'button',
        {
          type: 'button',
          lang: tag,
          'aria-pressed': String(tag === visit.language),
          onclick: () => speak(tag),
        },
        languageName(tag),
      ),
    ),
  );
}

function speak(tag) {
  visit.language = tag;
  render();
}

function footerParts(t) {
  const office = shownSetup()?.brand?.name;
  const isPaired = tablet.settings.credential !== undefined;
  return [
    networkLine(t),
    element('p', {}, `${office ? inLanguage(office, visit.language) : 'Lắng Nghe'} · ${accessCode}`),
    shownSetup()?.notReviewed?.includes(visit.language) && element('p', {}, t.notReviewed),
    shownSetup()?.notTranslated?.includes(visit.language) && element('p', {}, t.notTranslated),
    isPaired && element('button', { type: 'button', onclick: () => show({ kind: 'pin' }) }, t.staff),
  ].filter(Boolean);
}

function networkLine(t) {
  return element(
    'p',
    {
      id: 'network',
      class: tablet.isOnline ? 'online' : 'offline',
      hidden: tablet.settings.credential === undefined || tablet.settings.isRevoked === true,
    },
    tablet.isOnline ? t.online : t.offline,
  );
}
