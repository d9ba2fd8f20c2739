/** A page that is one form, and a form above a list: the handler gives its fields, and one view shows them. */
import type { FieldErrors, PageField } from '../../platform/web/form.ts';
import type { Link, Part } from './listDeclaration.ts';
import { page, type Frame, type Reply } from './reply.ts';

/** A form as `views/platform/layout/form.ejs` shows it. */
export interface PostedForm {
  /** Where it is sent to. */
  readonly action: string;
  /** The label of its button. */
  readonly submit: string;
  readonly look?: 'quiet';
  /** What the button sends, where there are others; missing: nothing. */
  readonly name?: string;
  readonly value?: string;
  /** Buttons for other ways to send it. */
  readonly others?: readonly { readonly label: string; readonly name: string; readonly value: string }[];
  /** It cannot be taken back. */
  readonly isDanger?: true;
  readonly heading?: string;
  /** Above the fields. */
  readonly hint?: string | undefined;
  /** What else it sends. */
  readonly hidden?: Readonly<Record<string, string | number>>;
  /** Made by `onPage` of a form. */
  readonly fields?: readonly PageField[];
}

interface OneForm extends PostedForm {
  readonly lead?: string;
  /** What has to be there first; it stands in place of the form. */
  readonly empty?: string | false;
  /** What is wrong with its file, made by `faultsOnPage`. */
  readonly faults?: object | undefined;
  /** Below the form. */
  readonly back?: Link;
}

/** Made by `onPage` of a form. */
interface Fields {
  readonly fields: readonly PageField[];
  readonly errors: FieldErrors;
}

/** The fields of several forms as those of one. */
export function together(...parts: readonly Fields[]): Fields {
  return {
    fields: parts.flatMap(({ fields }) => fields),
    errors: Object.fromEntries(parts.flatMap(({ errors }) => Object.entries(errors))),
  };
}

export function formPage(frame: Frame, form: OneForm, { fields, errors }: Fields): Reply {
  return page('access/web/form', frame, { form, fields, errors });
}

export function formPart(form: PostedForm, { fields, errors }: Fields): Part {
  return { view: 'access/web/formPart', content: { form, fields, errors } };
}
