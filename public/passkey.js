/**
 * Asks the browser for a passkey and sends what it answers by the form of the page. Where the browser knows no passkeys, or runs no
 * scripts, the button stays hidden and the password remains.
 */
const form = document.querySelector('[data-passkey]');

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function request(options) {
  const listed = (list) => (list ?? []).map((each) => ({ ...each, id: bytesOf(each.id) }));
  const publicKey = { ...options, challenge: bytesOf(options.challenge) };
  if (!options.user) return navigator.credentials.get({ publicKey });
  const user = { ...options.user, id: bytesOf(options.user.id) };
  const excludeCredentials = listed(options.excludeCredentials);
  return navigator.credentials.create({ publicKey: { ...publicKey, user, excludeCredentials } });
}

function answerOf({ id, rawId, type, response }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const given = parts.filter((part) => response[part]).map((part) => [part, textOf(response[part])]);
  const answer = { id, rawId: textOf(rawId), type, response: Object.fromEntries(given) };
  return JSON.stringify({ ...answer, clientExtensionResults: {} });
}

async function send(event) {
  event.preventDefault();
  try {
    form.elements.response.value = answerOf(await request(JSON.parse(form.dataset.passkey)));
    form.submit();
  } catch {
    form.querySelector('[data-cancelled]').hidden = false; // cancelled, too late, or no passkey for this address
  }
}

if (form && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener('submit', send);
}
