/** The staff menu behind the PIN: how the tablet is, and the few things that may be done at it. */
import { element } from './elements.js';
import { numbersOf } from './store.js';

const button = (label, onclick, properties = {}) =>
  element('button', { type: 'button', onclick, ...properties }, label);
const idleChoices = [30, 60, 120, 300];
const idleChoicesOfInterviews = [300, 600, 1200, 1800];

/** @param options.onClose missing where nothing else can be done */
export function pinScreen({ t, title, action, error, onTry, onClose }) {
  const field = element('input', {
    id: 'pin',
    type: 'password',
    inputmode: 'numeric',
    maxlength: 8,
    autocomplete: 'off',
    required: true,
  });
  return [
    element('h1', { tabindex: '-1' }, title),
    element(
      'form',
      {
        class: 'sheet narrow',
        onsubmit: (event) => {
          event.preventDefault();
          onTry(field.value);
        },
      },
      element('label', { for: 'pin' }, t.enterPin),
      field,
      element('p', { class: 'error', role: 'alert' }, error ?? ''),
      element(
        'div',
        { class: 'bar' },
        onClose && button(t.close, onClose, { class: 'quiet' }),
        element('button', { class: 'main' }, action),
      ),
    ),
  ];
}

/** @param state how the tablet is */
export function menuScreen({ t, language, state, actions }) {
  const { settings, answersLeft, queued, oldestHour, aside, persisted, battery, version, witness } = state;
  const { pass } = settings;
  const time = (value) => (value ? new Date(value).toLocaleString(language) : t.never);
  const missing = numbersOf(settings.missing ?? []);
  const facts = [
    [t.deviceName, settings.label],
    ...(pass ? [[t.pass, t.passText({ until: time(pass.until), left: answersLeft })]] : []),
    [t.queue, String(queued)],
    ...(oldestHour ? [[t.oldest, time(oldestHour)]] : []),
    [
      t.aside,
      aside.length === 0
        ? t.none
        : aside.map(({ number, reason }) => `${number}: ${t.asideReasons[reason] ?? reason}`).join('; '),
    ],
    [t.missing, missing.length === 0 ? t.none : missing.join(', ')],
    [t.lastContact, time(settings.lastContactMs)],
    [t.persisted, persisted ? t.persistedYes : t.persistedNo],
    [t.skew, t.skewText({ seconds: Math.round((settings.skewMs ?? 0) / 1000) })],
    [
      t.battery,
      battery ? t.batteryText({ percent: battery.percent, isCharging: battery.charging }) : t.notTold,
    ],
    [t.witness, witnessText(t, witness, settings.checkpoint)],
    [t.version, version],
  ];
  return [
    element('h1', { tabindex: '-1' }, t.menuTitle),
    element(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
    element(
      'div',
      { class: 'bar' },
      button(t.close, actions.close, { class: 'main' }),
      button(t.sendNow, actions.sendNow),
      aside.length > 0 && button(t.sendAside, actions.sendAside),
      !persisted && button(t.askPersist, actions.askPersist),
      button(t.fullScreen, actions.fullScreen),
      settings.isRevoked && button(t.pairAgain, actions.pairAgain),
    ),
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'idle' }, t.idle),
      element(
        'select',
        { id: 'idle', onchange: ({ target }) => actions.setIdle(Number(target.value)) },
        ...(pass ? idleChoicesOfInterviews : idleChoices).map((seconds) =>
          element(
            'option',
            { value: seconds, selected: seconds === state.idleSeconds },
            seconds < 120 ? t.idleSeconds({ seconds }) : t.idleMinutes({ minutes: seconds / 60 }),
          ),
        ),
      ),
    ),
  ];
}

function witnessText(t, { state }, checkpoint) {
  if (state === 'broken') return t.witnessBroken;
  return checkpoint
    ? t.witnessGood({ number: checkpoint.number, isSigned: checkpoint.isSigned })
    : t.witnessNothing;
}
