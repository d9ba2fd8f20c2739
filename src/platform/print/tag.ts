/**
 * What the text of a sheet is to people who hear it read instead of seeing it: the tags of a tagged PDF, by the names of
 * ISO 32000-1, 14.8.4.
 */

/** Texts with the same object are one element, over lines and pages. They follow each other in the order of reading. */
export interface Tag {
  readonly role:
    | 'H1'
    | 'H2'
    | 'H3'
    | 'P'
    | 'L'
    | 'LI'
    | 'LBody'
    | 'Table'
    | 'TR'
    | 'TH'
    | 'TD'
    /** Not read: what only helps the eye, such as the number of a page. */
    | 'Artifact';
  /** The element that contains it, such as the row of a cell; missing: the document. */
  readonly within?: Tag;
  /** Which cells a `TH` is the heading of. */
  readonly scope?: 'Row' | 'Column';
  /** Columns of the table that a cell spans; missing: 1. */
  readonly columns?: number;
  /** Where it is not that of the document. */
  readonly language?: string;
}

export const artifact: Tag = { role: 'Artifact' };

export const headOf = (row: Tag, scope: 'Row' | 'Column'): Tag => ({ role: 'TH', within: row, scope });
export const cellOf = (row: Tag): Tag => ({ role: 'TD', within: row });

/** An item of a list; the list is one object for all of its items. */
export function itemOf(list: Tag): Tag {
  return { role: 'LBody', within: { role: 'LI', within: list } };
}
