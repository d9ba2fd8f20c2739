/**
 * An analysis page as requested, saved under a name. Only the address is stored and no figure: permissions are checked
 * again whenever it is opened, and it shows what the page shows that day.
 */
export interface SavedView {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  /** Path and query, as `analysisAddress` writes them. */
  readonly address: string;
  /** Unit that the address names. */
  readonly unitId?: string | undefined;
  /** Visible to all who may analyse the unit; the address then names a unit. */
  readonly isShared: boolean;
  readonly savedAt: Date;
}

/** Nobody finds their way among more. */
export const viewsMax = 200;
const addressLengthMax = 2000;

/** Address of the saved views; addresses below it cannot be saved. */
export const viewsPath = '/staff/analysis/views';

/** The pages of analysis: no other address can be saved, so a view leads nowhere else. */
const analysisPage = /^\/staff\/analysis(\/(?!views)[a-z-]+)?$/;

/** @returns the normalised address, without parameters for downloads; undefined where it is no page of analysis */
export function analysisAddress(text: string): string | undefined {
  const [path = '', ...rest] = text.split('?');
  if (text.length > addressLengthMax || !analysisPage.test(path)) return undefined;
  const asked = new URLSearchParams(rest.join('?'));
  asked.delete('take');
  return asked.size > 0 ? `${path}?${asked.toString()}` : path;
}

export function unitOfAddress(address: string): string | undefined {
  return new URLSearchParams(address.split('?')[1] ?? '').get('unit') || undefined;
}
