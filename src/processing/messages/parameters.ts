/** What replaces the placeholders of a message, for each person. */
import { oneTimeCode, type CodeKeys } from '../../collection/codes/code.ts';
import { lastDayToAnswer, type Round } from '../../design/rounds/round.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Messaging } from '../../platform/messages/messaging.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Frame } from '../frames/frame.ts';
import { stratumNames } from '../frames/frameAccess.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Recipient } from './recipients.ts';
import type { Parameters, Wording } from '../../platform/messages/template.ts';

export interface MessagingTools extends RoutesOptions {
  readonly messaging: Messaging;
  readonly codeKeys: CodeKeys;
  readonly publicUrl: string;
}

/** What is known of a message when it is handed over. */
export interface Outgoing {
  readonly to: string;
  readonly language: PageLanguage;
  readonly wording: Wording;
  readonly parameters: Parameters;
}

export type Addressee = Omit<Recipient, 'slot'>;

export function batchIdsOf({ strata }: Pick<Frame, 'strata'>): readonly string[] {
  return strata.flatMap(({ batchIds }) => batchIds);
}

/** @param codeOf of a recipient; the preview has one that opens nothing */
export async function parametersReader(
  round: Round,
  batchIds: readonly string[],
  { stores, messaging, codeKeys, publicUrl, now }: MessagingTools,
  codeOf = ({ batchId, serial }: Addressee): string => oneTimeCode(batchId, serial, codeKeys),
): Promise<(recipient: Addressee) => Parameters> {
  const names = {
    vi: await stratumNames(round, 'vi', stores),
    en: await stratumNames(round, 'en', stores),
  };
  const points = await Promise.all(batchIds.map(async (id) => await stores.accessPoints.find(id)));
  const accessCodes = new Map(points.map((point) => [point?.id, point?.code]));
  const until = lastDayToAnswer(round.closesAt, now());
  return (recipient) => {
    const { language, unitId, serviceId, batchId, to } = recipient;
    return {
      unit: names[language].unit(unitId),
      service: names[language].service(serviceId) ?? '',
      until: dayText(until, language),
      link: `${publicUrl}/s/${accessCodes.get(batchId) ?? ''}${queryFor(language)}#${codeOf(recipient)}`,
      stop: stopUrl(publicUrl, messaging.keys.stopToken(to), language),
    };
  };
}

/** Where a person asks for no more, on a page in the language of the message. */
export function stopUrl(publicUrl: string, token: string, language: PageLanguage = 'vi'): string {
  return `${publicUrl}/messages/stop/${token}${queryFor(language)}`;
}

function queryFor(language: PageLanguage): string {
  return language === 'vi' ? '' : `?lang=${language}`;
}
