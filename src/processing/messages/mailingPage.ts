/** Mailings in words, the fields of their form, and what a message looks like before it is sent. */
import type { Column } from '../../access/web/columns.ts';
import { smsLength } from '../../platform/messages/smsParts.ts';
import type { Messaging } from '../../platform/messages/messaging.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { searchable } from '../../platform/text/searchText.ts';
import { countText } from '../../platform/text/numbers.ts';
import type { Frame } from '../frames/frame.ts';
import type { TypedMailing } from './input.ts';
import { messageStates, type Mailing } from './mailing.ts';
import { batchIdsOf, parametersReader, stopUrl, type MessagingTools } from './parameters.ts';
import { prepare } from './prepareMailing.ts';
import { filledIn, placeholders, wordingFor } from '../../platform/messages/template.ts';
import { mailingTexts } from './texts.ts';

/** Each placeholder as itself: for our sentences that name the placeholders. */
const inBraces = Object.fromEntries(placeholders.map((name) => [name, `{${name}}`])) as Record<
  (typeof placeholders)[number],
  string
>;

/** A gateway passes SMS on, or Zalo messages: its name says which. */
function manner({ id, kind, label }: Messaging['channels'][number]): 'mail' | 'sms' | 'zalo' {
  if (kind === 'mail') return 'mail';
  return /zalo/i.test(`${id} ${label.vi}`) ? 'zalo' : 'sms';
}

/** What the form for a channel has in it before anybody has written anything. */
export function firstWords(
  number: number,
  channel: Messaging['channels'][number] | undefined,
  { fields }: Frame,
): Partial<TypedMailing> {
  const kind = channel ? manner(channel) : 'mail';
  const { vi } = mailingTexts;
  const wanted = kind === 'mail' ? /mail|thu dien tu/ : /dien thoai|phone|di dong|so dt/;
  return {
    channel: channel?.id ?? '',
    addressField: fields.find((heading) => wanted.test(searchable(heading))) ?? '',
    subject: vi.words.subject,
    text: vi.words[kind][number === 0 ? 'invitation' : 'reminder'](inBraces),
  };
}

/** What only the page knows of the fields. */
export function mailingFields(
  { fields }: Frame,
  channel: Messaging['channels'][number] | undefined,
  language: PageLanguage,
) {
  const t = mailingTexts[language];
  const headings = fields.map((heading) => ({ value: heading, label: heading }));
  const none = { value: '', label: '–' };
  const [hasMail, hasGateway] = [channel?.kind === 'mail', channel?.kind === 'gateway'];
  return {
    addressField: { options: [none, ...headings] },
    languageField: { options: [none, ...headings] },
    subject: hasMail && {},
    subjectEn: hasMail && {},
    templateId: hasGateway && {},
    templateIdEn: hasGateway && {},
    text: { hint: t.textHint(inBraces) },
  };
}

export function mailingColumns(url: string, language: PageLanguage): readonly Column<MailingLine>[] {
  const t = mailingTexts[language];
  return [
    { key: 'name', heading: t.name, sort: ({ number }) => number, url: ({ id }) => `${url}/${id}` },
    { key: 'channel', heading: t.channelHeading },
    { key: 'state', heading: t.state },
    {
      key: 'counts',
      heading: t.counts,
      sort: false,
      value: ({ counts }) => counts.map(({ label, count }) => `${label}: ${count}`),
    },
    { key: 'costDong', heading: t.costDong, isHighestFirst: true },
  ];
}

type MailingLine = ReturnType<typeof mailingLine>;

export function mailingLine(
  mailing: Mailing,
  counts: Readonly<Record<string, number>>,
  { channels }: Messaging,
  language: PageLanguage,
) {
  const t = mailingTexts[language];
  const channel = channels.find(({ id }) => id === mailing.channelId);
  return {
    id: mailing.id,
    number: mailing.number,
    costDong: mailing.costDong,
    name: mailing.number === 0 ? t.invitation : t.reminder({ number: mailing.number }),
    channel: channel ? inLanguage(channel.label, language) : mailing.channelId,
    state: t.states[mailing.state],
    madeBy: t.by({ name: mailing.madeBy.name, at: timeText(mailing.madeAt, language) }),
    decidedBy: mailing.decidedBy?.name,
    people: countText(mailing.count, language),
    cost: t.dong({ count: mailing.costDong }),
    counts: messageStates
      .filter((state) => (counts[state] ?? 0) > 0)
      .map((state) => ({
        label: state === 'due' && mailing.state === 'ended' ? t.notSent : t.messageStates[state],
        count: countText(counts[state]!, language),
      })),
  };
}

interface Shown {
  readonly round: Round;
  readonly frame: Frame;
  readonly language: PageLanguage;
}

/** The longest message in each language, with a code that opens nothing, and the number of people who get none. */
export async function previewOf(mailing: Mailing, { round, frame, language }: Shown, tools: MessagingTools) {
  const t = mailingTexts[language];
  const channel = tools.messaging.channels.find(({ id }) => id === mailing.channelId);
  if (!channel) return undefined;
  const { recipients, without, stopped } = await prepare(mailing, frame, channel, tools);
  const read = await parametersReader(round, batchIdsOf(frame), tools, () => 'X'.repeat(12));
  const texts = (['vi', 'en'] as const).flatMap((of) => {
    const theirs = recipients.filter((one) => one.language === of);
    const wording = wordingFor(mailing.wordings, of);
    const stop = stopUrl(tools.publicUrl, 'X'.repeat(24), of);
    const filled = new Map(theirs.map((one) => [filledIn(wording.text, { ...read(one), stop }), one]));
    const longest = [...filled.keys()].toSorted((one, other) => other.length - one.length)[0];
    if (longest === undefined) return [];
    const { alphabet, parts } = smsLength(longest);
    return [
      {
        language: t.languages[of],
        lang: wording === mailing.wordings.vi ? 'vi' : 'en',
        subject: wording.subject,
        templateId: wording.templateId,
        text: longest,
        people: t.people({ count: theirs.length }),
        length: channel.kind === 'gateway' && t.length[alphabet]({ parts, letters: [...longest].length }),
      },
    ];
  });
  return { texts, without: t.without({ count: without }), stopped: t.stoppedPeople({ count: stopped }) };
}
