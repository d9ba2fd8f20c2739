/**
 * Control characters that no keyboard types, except tabs and line ends. They include those that change the text
 * direction: one in a name would reverse the rest of a sentence around it. Letters have an inherent direction and do
 * not need them.
 */
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g; // oxlint-disable-line no-control-regex

/** Capitalised as at the start of a heading: "Phường An Thạnh" for "phường An Thạnh". */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/**
 * Replaces each control character by a space: pasted text sometimes contains them, and they must not reach any page,
 * file or printer.
 */
export function withoutControls(text: string): string {
  return text.replaceAll(controls, ' ');
}
