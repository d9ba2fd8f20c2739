/** The tablet and its server: what is sent and reported, and what the server changes here. */
import { keepRecordings } from './aloud.js';
import { render, renderNetwork } from './frame.js';
import { isFree, reset, showOffline, showReceipt } from './person.js';
import { NotPaired, startSender } from './sender.js';
import { isPassOver, keep, server, tablet, version, visit } from './state.js';
import { rangesOf } from './store.js';
import { Broken, visitLedger } from './witness.js';

/** Sends from now on, or at once if it does so already. */
export function startSending() {
  tablet.sender ??= startSender({
    store: tablet.store,
    server,
    report,
    onAccepted(number, receipt) {
      if (receipt) showReceipt(number, receipt);
    },
    onNotPaired: () => void setRevoked(true),
    onRound(wasReached) {
      tablet.isOnline = wasReached;
      renderNetwork();
      if (!wasReached) showOffline();
      else if (isFree()) refreshStart();
    },
  });
  void tablet.sender.kick();
}

async function setRevoked(isRevoked) {
  if ((tablet.settings.isRevoked ?? false) === isRevoked) return;
  await keep({ isRevoked });
  if (isFree()) render();
}

/** Shows what the server has changed. A locked tablet does when it is unlocked: the PIN may be half typed. */
function refreshStart() {
  const { person, screen } = visit;
  const isStale = person ? person.setup.stamp !== tablet.settings.setup?.stamp : screen.kind !== 'locked';
  if (tablet.isProgramNewer || isStale) reset();
}

/** Tells the server how this tablet is, and takes what it says. */
async function report() {
  if (!tablet.settings.credential) return; // its pass is over and forgotten
  const witness = await bearWitness();
  const { body } = await server.report({
    ...(await held()),
    clockMs: Date.now(),
    persisted: await isPersisted(),
    programVersion: version,
    ...(await battery()),
    witness,
  });
  if (body.outcome === 'notPaired') throw new NotPaired();
  if (body.outcome !== 'status') throw new Error('the server did not take the report');
  await keep({
    skewMs: Date.now() - body.nowMs,
    missing: body.missing,
    lastContactMs: Date.now(),
  });
  await setRevoked(false);
  if (body.setupStamp !== tablet.settings.setup?.stamp) await fetchSetup();
  await keepRecordings(tablet.settings.setup?.recordings).catch(() => {}); // until the next report, it asks for them when played
  if (body.programVersion !== version)
    await (await navigator.serviceWorker.getRegistration('/kiosk/'))?.update();
  if (isPassOver()) await forgetPass();
}

/** An interviewer's tablet that has sent everything keeps nothing of the day but which number comes next. */
async function forgetPass() {
  const { queued, setAside } = await held();
  if (queued.length > 0 || setAside.length > 0 || !isFree()) return;
  const names = ['credential', 'key', 'label', 'missing', 'pass', 'pin', 'pinTries', 'setup'];
  await keep(Object.assign({}, ...names.map((name) => ({ [name]: undefined }))));
  reset();
}

/** What the tablet has of its answers, by number. */
export async function held() {
  const { store } = tablet;
  const [queued, aside, next] = await Promise.all([
    store.queuedNumbers(),
    store.setAsideList(),
    store.nextNumber(),
  ]);
  const oldest = queued.length === 0 ? undefined : await store.findQueued(Math.min(...queued));
  return {
    lastNumber: next - 1,
    queued: rangesOf(queued),
    ...(oldest ? { oldestQueuedHour: oldest.hour } : {}),
    setAside: aside.map(({ number, reason }) => ({ number, reason })),
  };
}

export async function fetchSetup() {
  const { body } = await server.setup();
  if (body.outcome !== 'setup') throw new Error('the server gave no setup');
  await keep({ setup: body });
}

export const isPersisted = async () => (await navigator.storage?.persisted?.()) ?? false;

export async function battery() {
  const manager = await navigator.getBattery?.();
  return manager && { battery: { percent: Math.round(manager.level * 100), charging: manager.charging } };
}

/** Once the ledger was found altered, this tablet is evidence: it keeps what it has and says so for good. */
async function bearWitness() {
  if (!tablet.settings.broken) await lookIntoLedger();
  const { broken, checkpoint } = tablet.settings;
  const state = broken ? 'broken' : checkpoint === undefined ? 'nothingYet' : 'extends';
  return { state, ...(checkpoint === undefined ? {} : { checkpointNumber: checkpoint.number }) };
}

async function lookIntoLedger() {
  try {
    const checkpoint = await visitLedger(tablet.settings.checkpoint, (path) => server.ledger(path));
    if (checkpoint) await keep({ checkpoint });
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    await keep({ broken: { reason: error.message, seenAtMs: Date.now() } });
    if (isFree()) render();
  }
}
