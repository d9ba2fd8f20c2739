/**
 * A form, declared once: its fields, in the order of the page, give the type of what is sent, the reading of a request,
 * the errors by field in the language of the reader, and the fields of the page with what was typed.
 */
import assert from 'node:assert/strict';
import type { Request } from 'express';
import type { PageLanguage } from '../text/localized.ts';
import type { Fields, TypedOf, ValuesOf } from './fields.ts';
import { readBody } from './input.ts';

/** Sentences, by the field that they are about. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The same, where what is not wrong has none. */
export type MaybeErrors = Readonly<Record<string, string | false | undefined>>;

/** A form as a page shows it: what was typed, and what is wrong with it. */
export interface Filled<Typed> {
  readonly typed: Typed;
  readonly errors: FieldErrors;
  /** Of the page; missing: 200. */
  readonly status?: number | undefined;
}

/** A form as it was sent: with its values, or to be shown again. */
export type Sent<Typed, Values> =
  (Filled<Typed> & { readonly ok: true; readonly values: Values }) | (Filled<Typed> & { readonly ok: false });

/** A field as `views/platform/layout/field.ejs` takes it. */
export interface PageField {
  readonly id: string;
  readonly label: string;
  readonly [attribute: string]: unknown;
}

/** What only the page knows of its fields, such as the options to choose from; false: it does not show the field. */
type Further<Name> = Partial<Record<Name & string, object | false | undefined>>;

/** Who reads the page. */
interface Reader {
  readonly req: Request;
  readonly language: PageLanguage;
}

interface FormOptions<T, Hidden> {
  /** What else the page sends, such as a version. */
  readonly hidden?: Hidden;
  /** Where the texts have the labels and hints; missing: at the top. */
  readonly labels?: (t: T) => object;
}

type Nothing = Readonly<Record<never, never>>; // oxlint-disable-line typescript/no-generated-empty-object-type

/** @param texts with a label for each field, by its name */
export function form<T extends object, F extends Fields<T>, Hidden extends Fields<T> = Nothing>(
  texts: Readonly<Record<PageLanguage, T>>,
  fields: F,
  { hidden, labels = (t) => t }: FormOptions<T, Hidden> = {},
) {
  type Typed = TypedOf<F & Hidden>;
  type Values = ValuesOf<F & Hidden>;
  const all = { ...fields, ...hidden } as F & Hidden;
  const empty: Filled<Typed> = {
    typed: Object.fromEntries(
      Object.entries(all).map(([name, field]) => [name, field.read(undefined)]),
    ) as Typed,
    errors: {},
  };

  const idOf = (name: string): string => all[name]!.look.id ?? name;

  function wordsOf(name: string, t: T): { readonly label: unknown; readonly hint: string | undefined } {
    const { look } = all[name]!;
    const own = labels(t) as Readonly<Record<string, unknown>>;
    const hint = look.hint ? look.hint(t) : own[`${name}Hint`];
    return {
      label: look.label ? look.label(t) : own[name],
      hint: typeof hint === 'string' ? hint : undefined,
    };
  }

  /** What was typed, with what is wrong in it. */
  function judged(typed: Typed, language: PageLanguage): Sent<Typed, Values> {
    const parts = Object.entries(all).map(
      ([name, field]) => [name, field.judge(typed[name as keyof Typed], texts[language])] as const,
    );
    const errors = parts.flatMap(([name, one]) => ('error' in one ? [[idOf(name), one.error] as const] : []));
    if (errors.length > 0) return { ok: false, typed, errors: Object.fromEntries(errors), status: 422 };
    const values = parts.map(([name, one]) => [name, 'value' in one ? one.value : undefined] as const);
    return { ok: true, typed, errors: {}, values: Object.fromEntries(values) as Values };
  }

  return {
    /** Nothing typed yet. */
    empty,

    /** The form with these values in it, before it is sent. */
    filled: (typed: Partial<Typed>): Filled<Typed> => ({ typed: { ...empty.typed, ...typed }, errors: {} }),

    judged,

    /**
     * @param suffix of the names, where a page has the same fields several times
     * @throws Problem malformed when no page of ours sent it
     */
    async read({ req, language }: Reader, suffix = ''): Promise<Sent<Typed, Values>> {
      return judged(await readBody(req, all, suffix), language);
    },

    /** What a view takes: the fields of the page, and the errors for their summary. */
    onPage(
      language: PageLanguage,
      { typed, errors }: Filled<Typed>,
      further: Further<keyof F> = {},
    ): { readonly fields: readonly PageField[]; readonly errors: FieldErrors } {
      const t = texts[language];
      const shown = Object.entries(fields).flatMap(([name, field]) => {
        const more = further[name];
        if (more === false) return [];
        const { label: _label, hint: _hint, ...look } = field.look;
        const id = idOf(name);
        const own = { id, name, ...wordsOf(name, t), ...look, error: errors[id] };
        const one = { ...own, ...field.shown(typed[name as keyof Typed], t), ...more };
        assert(typeof one.label === 'string', `no label of ${name}`);
        return [one];
      });
      return { fields: shown, errors };
    },
  };
}

/** What was sent, refused for these reasons where there are any; those of the fields themselves come first. */
export function also<Typed, Values>(
  sent: Sent<Typed, Values>,
  further: MaybeErrors,
  status = 422,
): Sent<Typed, Values> {
  const said = Object.entries(further).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (said.length === 0) return sent;
  const { typed, errors } = sent;
  return { ok: false, typed, errors: { ...errors, ...Object.fromEntries(said), ...errors }, status };
}

/** The errors of a rule in the words of the texts. */
export function inWords<Kind extends string>(
  errors: Readonly<Partial<Record<string, Kind>>>,
  words: Readonly<Record<Kind, string>>,
): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([name, kind]) => (kind === undefined ? [] : [[name, words[kind]]])),
  );
}
