/** The form of a mailing, with the validation that needs more than one field. */
import type { Request } from 'express';
import type { Channel } from '../../platform/messages/messaging.ts';
import { line, maybe, paragraph } from '../../platform/web/fields.ts';
import { readQuery } from '../../platform/web/input.ts';
import { form, type MaybeErrors } from '../../platform/web/form.ts';
import { textError, textMax, type Wording } from '../../platform/messages/template.ts';
import type { Mailing } from './mailing.ts';
import { mailingTexts, type MailingTexts } from './texts.ts';

const hidden = { channel: line<MailingTexts>(30, { missing: (t) => t.errors.channel }) };
const written = {
  addressField: line<MailingTexts>(200, { missing: (t) => t.errors.addressField }),
  subject: maybe(line(150, { lang: 'vi' })),
  text: paragraph(textMax, { rows: 8, lang: 'vi', missing: (t: MailingTexts) => t.errors.text.missing }),
  templateId: maybe(line(100, { autocomplete: 'off' })),
  languageField: maybe(line(200)),
  subjectEn: maybe(line(150, { lang: 'en' })),
  textEn: maybe(paragraph(textMax, { rows: 8, lang: 'en' })),
  templateIdEn: maybe(line(100, { autocomplete: 'off' })),
};
/** The channel is chosen by the address of the page, since the fields follow from it. */
export const mailingForm = form(mailingTexts, written, { hidden });
export type TypedMailing = typeof mailingForm.empty.typed;

interface Known {
  readonly channel: Channel | undefined;
  /** Headings of the list. */
  readonly fields: readonly string[];
}

/** What is wrong between the fields, and with what only the list and the settings know. */
export function mailingErrors(typed: TypedMailing, { channel, fields }: Known, t: MailingTexts): MaybeErrors {
  if (!channel) return { channel: t.errors.channel };
  const wrong = (text: string): string | undefined => {
    const error = textError(text, channel.kind);
    return error && t.errors.text[error];
  };
  const isMail = channel.kind === 'mail';
  const english = typed.textEn !== '';
  return {
    addressField: !fields.includes(typed.addressField) && t.errors.addressField,
    languageField:
      ((typed.languageField !== '' && !fields.includes(typed.languageField)) ||
        (english && typed.languageField === '')) &&
      t.errors.languageField,
    subject: isMail && typed.subject === '' && t.errors.subject,
    text: wrong(typed.text),
    subjectEn: isMail && english && typed.subjectEn === '' && t.errors.subject,
    textEn: english ? wrong(typed.textEn) : typed.languageField !== '' && t.errors.text.missing,
  };
}

export function wordingsOf(typed: TypedMailing, { kind }: Channel): Mailing['wordings'] {
  const of = (subject: string, text: string, templateId: string): Wording =>
    kind === 'mail' ? { subject, text, templateId: '' } : { subject: '', text, templateId };
  return {
    vi: of(typed.subject, typed.text, typed.templateId),
    ...(typed.textEn !== '' && { en: of(typed.subjectEn, typed.textEn, typed.templateIdEn) }),
  };
}

/** The mailing whose texts the form begins with; empty: none. @throws Problem malformed */
export async function readFrom(req: Request): Promise<string> {
  return (await readQuery(req, { from: maybe(line(100)) })).from;
}

/** What the form had in it when this mailing was written. */
export function wordsOf(mailing: Mailing): Partial<TypedMailing> {
  const { channelId: channel, addressField, languageField, wordings } = mailing;
  const { vi, en } = wordings;
  return {
    channel,
    addressField,
    ...vi,
    languageField: languageField ?? '',
    ...(en && { subjectEn: en.subject, textEn: en.text, templateIdEn: en.templateId }),
  };
}
