/** What staff do at the tablet: pair it, open its menu with the PIN, and the acts of the menu. */
import { battery, fetchSetup, held, isPersisted, startSending } from './contact.js';
import { show } from './frame.js';
import { pair, pairingScreen } from './pairing.js';
import { comeBack, reset } from './person.js';
import { tryPin } from './pin.js';
import { menuScreen, pinScreen } from './staffMenu.js';
import { answersLeft, idleSeconds, keep, server, tablet, version, visit } from './state.js';
import { numbersOf, rangesOf } from './store.js';
import { textsIn } from './texts.js';

export const pairingParts = (t) =>
  pairingScreen({ t, language: visit.language, about: tablet.about, onPair: pairThis });
export const pinParts = (t) =>
  pinScreen({
    t,
    title: t.menuTitle,
    action: t.openMenu,
    error: visit.screen.error,
    onTry: (typed) => withPin(typed, 'pin', openMenu),
    onClose: comeBack,
  });
/** An interviewer's tablet that nobody uses: it shows nothing to ask or answer. */
export const lockedParts = (t) =>
  pinScreen({
    t,
    title: t.lockedTitle,
    action: t.unlock,
    error: visit.screen.error,
    onTry: (typed) => withPin(typed, 'locked', unlock),
  });
export const menuParts = (t) =>
  menuScreen({ t, language: visit.language, state: visit.screen.state, actions: menuActions });

/** @returns a sentence when it failed */
async function pairThis(given) {
  const t = textsIn(visit.language);
  try {
    const error = await pair(given, { store: tablet.store, server, t });
    if (error !== undefined) return error;
    tablet.settings = await tablet.store.settings();
    await fetchSetup();
  } catch {
    return t.pairFailed;
  }
  startSending();
  reset();
  return undefined;
}

let isTrying = false;

/** Acts where the PIN is right, unless the screen that asked for it is gone by then. One try at a time, so that each counts. */
async function withPin(typed, kind, act) {
  if (isTrying) return;
  isTrying = true;
  const t = textsIn(visit.language);
  let verdict;
  try {
    verdict = await tryPin(typed, tablet.store, Date.now());
  } finally {
    isTrying = false;
  }
  if (visit.screen.kind !== kind) return;
  if (verdict === 'open') await act();
  else show({ kind, error: verdict === 'wrong' ? t.pinWrong : t.pinClosed });
}

function unlock() {
  visit.isUnlocked = true;
  reset();
}

async function openMenu() {
  const state = await menuState();
  if (visit.screen.kind === 'pin') show({ kind: 'menu', state });
}

async function menuState() {
  const { settings } = tablet;
  const [{ queued, setAside, oldestQueuedHour }, persisted, power] = await Promise.all([
    held(),
    isPersisted(),
    battery(),
  ]);
  const known = new Set([...numbersOf(queued), ...setAside.map(({ number }) => number)]);
  const missing = rangesOf(numbersOf(settings.missing ?? []).filter((number) => !known.has(number)));
  return {
    settings: { ...settings, missing },
    answersLeft: settings.pass && answersLeft(),
    idleSeconds: idleSeconds(),
    queued: numbersOf(queued).length,
    oldestHour: oldestQueuedHour,
    aside: setAside,
    persisted,
    battery: power?.battery,
    version,
    witness: { state: settings.broken ? 'broken' : 'extends' },
  };
}

/** What was begun in the menu may end after it was closed, when somebody else stands here. */
async function refreshMenu() {
  const state = await menuState();
  if (visit.screen.kind === 'menu') show({ kind: 'menu', state });
}

const menuActions = {
  close: reset,
  async sendNow() {
    await tablet.sender.kick();
    await refreshMenu();
  },
  async sendAside() {
    await tablet.store.sendAsideAgain();
    await menuActions.sendNow();
  },
  async askPersist() {
    await navigator.storage.persist();
    await refreshMenu();
  },
  async fullScreen() {
    await document.documentElement.requestFullscreen();
  },
  setIdle: (seconds) => keep({ idleSeconds: seconds }),
  pairAgain: () => show({ kind: 'pairing' }),
};
