/**
 * What the parts of the kiosk know in common. Of a person it is `visit.person`, in memory alone: it ends in a sealed
 * answer or with the next reset, and is never in an address, in the history or in any storage in the clear.
 */
import { connectTo } from './server.js';

export const accessCode = decodeURIComponent(location.pathname.split('/')[2] ?? '').toUpperCase();
export const { version } = document.body.dataset;

/** The tablet: what it keeps on disk (`store`, and `settings` as read from it), and how it stands just now. */
export const tablet = {
  store: undefined,
  settings: {},
  sender: undefined,
  /** What the server says of this address before it is paired. */
  about: undefined,
  isOnline: false,
  isProgramNewer: false,
};

/** Who stands before it, and what they see. */
export const visit = {
  /** Whether an interviewer has opened the tablet with the PIN. */
  isUnlocked: false,
  language: 'vi',
  isLarger: false,
  person: undefined,
  screen: { kind: 'loading' },
};

export const server = connectTo(accessCode, () => tablet.settings.credential);

export async function keep(changes) {
  tablet.settings = { ...tablet.settings, ...changes };
  await tablet.store.keep(changes);
}

/** How long nothing may happen before the screen clears; an interview has pauses. */
export const idleSeconds = () => tablet.settings.idleSeconds ?? (tablet.settings.pass ? 600 : 60);

/** How many more answers an interviewer's pass allows. */
export const answersLeft = () => tablet.settings.pass.lastNumber - ((tablet.settings.nextNumber ?? 1) - 1);

/** Whether an interviewer's pass allows no more answers; a kiosk has none. */
export function isPassOver() {
  const { pass } = tablet.settings;
  return pass !== undefined && (correctedNow() >= Date.parse(pass.until) || answersLeft() <= 0);
}

/** The tablet's clock less its skew. */
export const correctedNow = () => Date.now() - (tablet.settings.skewMs ?? 0);
