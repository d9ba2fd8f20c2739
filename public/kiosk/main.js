/** The kiosk: which screen is shown, and how it begins. */
import { stepParts } from './answering.js';
import { startSending } from './contact.js';
import { element } from './elements.js';
import { openFrame, show } from './frame.js';
import { checksOf } from './pairing.js';
import { idleParts, reset, send, thanksParts } from './person.js';
import { forgetOnLeaving, keepAwake, keepProgram } from './program.js';
import * as screens from './screens.js';
import { lockedParts, menuParts, pairingParts, pinParts } from './staff.js';
import { accessCode, server, tablet, visit } from './state.js';
import { openStore } from './store.js';
import { textsIn } from './texts.js';

const tryAgainMs = 10_000;

/** Screens besides the steps of a survey. */
const partsByKind = {
  noStorage: (t) => screens.noStorageScreen({ t }),
  loading: () => [element('h1', { tabindex: '-1' }, 'Lắng Nghe')],
  pairing: pairingParts,
  pin: pinParts,
  locked: lockedParts,
  menu: menuParts,
  closed: (t) => screens.closedScreen({ t, state: visit.screen.state }),
  saving: (t) => screens.savingScreen({ t }),
  notSaved: (t) => screens.notSavedScreen({ t, onAgain: send }),
  thanks: thanksParts,
  idle: idleParts,
};

function mainParts(t) {
  const parts = partsByKind[visit.screen.kind];
  return parts ? parts(t) : [...warnings(t), ...stepParts(t)];
}

/** What everybody at the tablet may know: that the ledger was altered, or that nobody takes its answers any more. */
function warnings(t) {
  const { broken, isRevoked } = tablet.settings;
  const said = [broken && t.ledgerBroken, isRevoked && t.notPaired];
  return said.filter(Boolean).map((sentence) => element('p', { class: 'error', role: 'alert' }, sentence));
}

async function begin() {
  openFrame(mainParts);
  if (!checksOf(textsIn(visit.language)).every(({ has }) => has)) {
    show({ kind: 'pairing' });
    return;
  }
  forgetOnLeaving();
  void keepProgram();
  keepAwake();
  if (!(await openDisk())) return;
  if (!tablet.settings.credential) tablet.about = await aboutHere();
  reset();
  if (tablet.settings.credential) startSending();
}

/** After a power cut the disk may still be locked, and a page that stays empty helps nobody: it is tried anew. */
async function openDisk() {
  try {
    tablet.store = await openStore(accessCode);
    tablet.settings = await tablet.store.settings();
    return true;
  } catch {
    show({ kind: 'noStorage' });
    setTimeout(() => location.reload(), tryAgainMs);
    return false;
  }
}

/** What the server says of this address; undefined while it cannot be reached. */
async function aboutHere() {
  try {
    const { status, body } = await server.pairing();
    return status === 200 ? body : undefined;
  } catch {
    return undefined;
  }
}

void begin();
