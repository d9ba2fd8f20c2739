/** The kiosk as a program of the browser: its updates, a screen that stays lit, and a page that forgets when it is left. */
import { clearMain } from './frame.js';
import { isFree, reset } from './person.js';
import { tablet, visit } from './state.js';

/** A newer program takes over when nobody is answering. */
export async function keepProgram() {
  const { serviceWorker } = navigator;
  const isUpdate = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    tablet.isProgramNewer ||= isUpdate;
    if (tablet.isProgramNewer && isFree()) reset();
  });
  await serviceWorker.register('/kiosk/sw.js', { scope: '/kiosk/', updateViaCache: 'none' });
}

export function keepAwake() {
  const ask = () => void navigator.wakeLock?.request('screen').catch(() => {}); // the tablet's own settings then decide
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask();
  });
  ask();
}

/** A page that the browser has kept aside comes back without anybody's answers. */
export function forgetOnLeaving() {
  window.addEventListener('pagehide', () => {
    visit.person = undefined;
    clearMain();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) reset();
  });
}
