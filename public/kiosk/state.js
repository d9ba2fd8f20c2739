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

/** The tablet's clock less its skew. */
export const correctedNow = () => Date.now() - (tablet.settings.skewMs ?? 0);
