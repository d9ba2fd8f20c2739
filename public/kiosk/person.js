/** A person comes and goes: ready for the next one, nobody there any more, an answer saved, and thanks. */
import { refill } from './elements.js';
import { find, show } from './frame.js';
import * as hpke from './hpke.js';
import { watchIdle } from './idle.js';
import * as screens from './screens.js';
import { seal } from './seal.js';
import { correctedNow, idleSeconds, isPassOver, tablet, visit } from './state.js';
import {
  dayOf,
  fieldsOf,
  hourOf,
  isOutsideHours,
  isSmiley,
  isTooFast,
  isTouched,
  newPerson,
  stepsOf,
  wantsAnswer,
} from './steps.js';
import { textsIn } from './texts.js';

const countdownSeconds = 20;
const thanksSeconds = 12;
const receiptSeconds = 40;
const moreSeconds = 60;

/** Ready for the next person: nothing of the last one is left. */
export function reset() {
  if (tablet.isProgramNewer) {
    location.reload();
    return;
  }
  visit.person = undefined;
  visit.language = 'vi';
  visit.isLarger = false;
  const { credential, pass, setup } = tablet.settings;
  if (!credential) show({ kind: 'pairing' });
  else if (!setup) show({ kind: 'loading' });
  else if (setup.state !== 'open' || correctedNow() >= Date.parse(setup.closesAt)) {
    show({ kind: 'closed', state: setup.state });
  } else if (isPassOver()) show({ kind: 'closed', state: 'passOver' });
  else if (pass && !visit.isUnlocked) show({ kind: 'locked' });
  else welcome(setup);
}

function welcome(setup) {
  const survey = setup.survey.content;
  visit.language = setup.languages?.[0] ?? 'vi'; // a setup that was kept before an update may have none
  visit.person = newPerson(setup, performance.now());
  show({ kind: stepsOf(survey)[0].kind });
}

const isAnswering = () => visit.person !== undefined && isTouched(visit.person);
const hasFaces = () => isSmiley(visit.person.setup.survey.content);

/** Whether nobody stands here whose answers a new start would lose. */
export const isFree = () =>
  ['loading', 'closed', 'locked', 'start', 'face'].includes(visit.screen.kind) && !isAnswering();

// ---------------------------------------------------------------- nobody touches it

const idle = watchIdle({
  idleMs: () => idleSeconds() * 1000,
  countdownSeconds,
  isDue() {
    const { kind } = visit.screen;
    const isOpen = isAnswering() || (visit.isUnlocked && kind !== 'locked');
    return (isOpen && !['saving', 'thanks'].includes(kind)) || ['pin', 'menu'].includes(kind);
  },
  onCount(secondsLeft) {
    if (visit.screen.kind === 'idle') countDown(secondsLeft);
    else if (isAnswering()) show({ kind: 'idle', secondsLeft });
  },
  onEnd: leave,
});

export function idleParts(t) {
  const { secondsLeft } = visit.screen;
  return screens.idleScreen({ t, isSmiley: hasFaces(), secondsLeft, onGoOn: goOn, onEnd: leave });
}

/** Only the words change: a button that is made anew under a finger is not pressed. */
function countDown(secondsLeft) {
  const t = textsIn(visit.language);
  visit.screen.secondsLeft = secondsLeft;
  const say = hasFaces() ? t.stillThereHintSmiley : t.stillThereHint;
  find('.countdown').textContent = String(secondsLeft);
  find('.lead').textContent = say({ seconds: secondsLeft });
}

/** Somebody who was answering has touched the wrong button: nothing is lost. */
export function comeBack() {
  if (isAnswering()) goOn();
  else reset();
}

function goOn() {
  idle.touch();
  const { setup, position, answers } = visit.person;
  show({ kind: stepsOf(setup.survey.content, answers)[position].kind });
}

/**
 * Nobody is there any more. A face that was pressed is an answer; a form that was not sent is none. An interviewer's
 * tablet is locked.
 */
function leave() {
  idle.touch();
  visit.isUnlocked = false;
  if (visit.person && hasFaces() && Object.keys(visit.person.answers).length > 0) void send();
  else reset();
}

// ---------------------------------------------------------------- an answer is saved

export async function send() {
  if (visit.screen.kind === 'saving') return;
  const finished = visit.person;
  show({ kind: 'saving' });
  try {
    const number = await save(finished);
    visit.person = undefined;
    const followKey = wantsAnswer(finished) ? finished.followKey : undefined;
    const secondsLeft = followKey === undefined ? thanksSeconds : moreSeconds;
    show({ kind: 'thanks', number, state: 'sending', secondsLeft, followKey });
  } catch {
    show({ kind: 'notSaved' });
    return;
  }
  void tablet.sender.kick();
}

/** @returns the number that the answer bears, once it is on disk */
async function save(finished) {
  finished.submissionId ??= newId();
  finished.isTooFast ??= isTooFast(finished, performance.now());
  const { setup, submissionId, isTooFast: tooFast } = finished;
  const { id: keyId, publicPoint } = tablet.settings.key;
  for (;;) {
    const number = await tablet.store.nextNumber();
    const nowMs = correctedNow();
    const envelope = {
      form: setup.form,
      submissionId,
      givenOn: dayOf(nowMs),
      tooFast,
      outsideHours: isOutsideHours(setup.officeHours, nowMs),
      fields: fieldsOf(finished),
    };
    const sealed = await seal(envelope, number, publicPoint, hpke);
    if (await tablet.store.addAnswer({ number, keyId, sealed, hour: hourOf(nowMs) })) {
      tablet.settings.nextNumber = number + 1;
      tablet.sender.isGivenNow(number);
      return number;
    }
  }
}

/** A UUID of version 4; `crypto.randomUUID` is younger than many tablets. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = 0x40 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

// ---------------------------------------------------------------- thanks

export function thanksParts(t) {
  return screens.thanksScreen({ t, ...visit.screen, onNext: reset, onMoreTime: () => stay(moreSeconds) });
}

setInterval(() => {
  if (visit.screen.kind !== 'thanks') return;
  if (visit.screen.secondsLeft <= 1) reset();
  else stay(-1);
}, 1000);

function stay(seconds) {
  visit.screen.secondsLeft += seconds;
  find('#resetIn').textContent = textsIn(visit.language).resetIn({
    seconds: visit.screen.secondsLeft,
  });
}

/** The person may still stand there: with a receipt they are given time to take it. */
export function showReceipt(number, receipt) {
  if (visit.screen.kind !== 'thanks' || visit.screen.number !== number) return;
  showProof(receipt);
  stay(Math.max(0, receiptSeconds - visit.screen.secondsLeft));
}

/** There will be no receipt as long as the network is away, or the tablet revoked. */
export function showOffline() {
  if (visit.screen.kind !== 'thanks' || visit.screen.state !== 'sending') return;
  showProof(tablet.settings.isRevoked ? 'revoked' : 'offline');
}

function showProof(state) {
  visit.screen.state = state;
  refill(find('.proof'), screens.proof({ t: textsIn(visit.language), state }));
}
