/**
 * Controls that no keyboard types; tabs and ends of lines are none of them. Among them are those that turn the direction of
 * what follows: with one in a name, the rest of a sentence of ours would stand backwards. Letters bring their own direction.
 */
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g; // oxlint-disable-line no-control-regex

/** As it begins a heading: "Phường An Thạnh" for "phường An Thạnh". */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** With a space in the place of each control: text that was pasted from elsewhere bears some, and no page, file or printer of ours is to meet them. */
export function withoutControls(text: string): string {
  return text.replaceAll(controls, ' ');
}
