/** Pairing: what the tablet has to have, the code from the staff page, and a PIN of its own. */
import { element } from './elements.js';
import { hashOfPin, isPin } from './pin.js';
import { toBase64url } from './seal.js';
import { inLanguage } from './texts.js';

const demoPin = '2580';

/** What is needed, whether this browser has it, and what to do where it has not. */
export function checksOf(t) {
  const isSecure = window.isSecureContext;
  const { checks } = t;
  const browserHint = isSecure ? checks.browserHint : undefined; // the first line says it all
  return [
    { label: checks.secure, has: isSecure, hint: checks.secureHint },
    { label: checks.worker, has: 'serviceWorker' in navigator, hint: browserHint },
    { label: checks.storage, has: 'indexedDB' in window, hint: browserHint },
    { label: checks.crypto, has: window.crypto?.subtle !== undefined, hint: browserHint },
  ];
}

function checkList(t, checks) {
  return element(
    'section',
    { class: 'checks' },
    element('h2', {}, t.checksTitle),
    element(
      'ul',
      {},
      ...checks.map(({ label, has, hint }) =>
        element(
          'li',
          { class: has ? 'has' : 'lacks' },
          element('strong', {}, `${has ? '✓' : '✗'} ${label}: ${has ? t.has : t.lacks}`),
          !has && hint !== undefined && element('p', {}, hint),
        ),
      ),
    ),
  );
}

/**
 * @param options.onPair called with code and PIN; gives a sentence when it failed
 * @param options.about what the server says of this address; undefined while it cannot be reached
 */
export function pairingScreen({ t, language, about, onPair }) {
  const checks = checksOf(t);
  const isFit = checks.every(({ has }) => has);
  const heading = element('h1', { tabindex: '-1' }, t.pairTitle);
  if (!isFit) {
    return [heading, element('p', { class: 'error', role: 'alert' }, t.checksMissing), checkList(t, checks)];
  }
  const isOpen = about?.isOpenToAll === true;
  const error = element('p', { class: 'error', role: 'alert' });
  const field = (id, label, properties) =>
    element(
      'div',
      { class: 'field' },
      element('label', { for: id }, label),
      element('input', { id, required: true, autocomplete: 'off', ...properties }),
    );
  const pinField = {
    type: 'password',
    inputmode: 'numeric',
    maxlength: 8,
    ...(isOpen ? { value: demoPin } : {}),
  };
  const form = element(
    'form',
    {
      class: 'sheet',
      onsubmit: async (event) => {
        event.preventDefault();
        const value = (id) => form.querySelector(`#${id}`)?.value ?? '';
        error.textContent = pinError(t, value('pin'), value('pinAgain')) ?? '';
        if (error.textContent !== '') return;
        const submit = form.querySelector('button');
        submit.disabled = true;
        error.textContent = (await onPair({ code: value('code'), pin: value('pin') })) ?? '';
        submit.disabled = false;
      },
    },
    element('p', {}, isOpen ? t.pairOpen : t.pairHint),
    !isOpen &&
      field('code', t.pairCode, {
        type: 'text',
        maxlength: 12,
        autocapitalize: 'characters',
        spellcheck: 'false',
        class: 'code',
      }),
    field('pin', t.pin, pinField),
    field('pinAgain', t.pinAgain, pinField),
    error,
    element('button', { class: 'main' }, t.pair),
  );
  return [
    heading,
    about && element('p', { class: 'lead' }, t.pairLead({ unit: inLanguage(about.unitName, language) })),
    element('div', { class: 'beside' }, form, checkList(t, checks)),
  ].filter(Boolean);
}

function pinError(t, pin, again) {
  if (!isPin(pin)) return t.pinShape;
  return pin === again ? undefined : t.pinDifferent;
}

/**
 * Makes the tablet's secret, has the server take it, and keeps it. The secret is kept before it is sent: when the answer
 * is lost, the next try is made with the same one, and the server knows it.
 */
export async function pair({ code, pin }, { store, server, t }) {
  const { pendingCredential = toBase64url(crypto.getRandomValues(new Uint8Array(32))) } =
    await store.settings();
  await store.keep({ pendingCredential });
  const queued = await store.queuedNumbers();
  const aside = (await store.setAsideList()).map(({ number }) => number);
  const next = await store.nextNumber();
  const firstNumber = Math.min(next, ...queued, ...aside);
  const { body } = await server.pair({ code, credential: pendingCredential, firstNumber });
  if (body.outcome !== 'paired') return body.problem ?? t.pairFailed;
  const persisted = (await navigator.storage?.persist?.()) ?? false;
  await store.keep({
    pin: await hashOfPin(pin),
    pinTries: { wrong: 0, closedUntilMs: 0 },
    credential: pendingCredential,
    pendingCredential: undefined,
    label: body.label,
    pass: body.pass && { until: body.pass.until, lastNumber: next - 1 + body.pass.answersMax },
    key: body.key,
    skewMs: Date.now() - body.nowMs,
    persisted,
    isRevoked: false,
  });
  return undefined;
}
