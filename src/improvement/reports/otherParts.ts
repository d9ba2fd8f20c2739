/** The parts of a report other than the results: quality, comments, PAR INDEX, improvement actions, method. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import { standingWords } from '../improvementActions/standingWords.ts';
import { improvementActionTexts } from '../improvementActions/texts.ts';
import { answeredWords, methodWords } from '../../dissemination/publications/publicationPage.ts';
import { type PublicationContent, publicationUrl } from '../../processing/published/publication.ts';
import { publicationTexts } from '../../dissemination/publications/texts.ts';
import type { Figure, RateFigure } from '../../statistics/estimation/figure.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import type { ScorecardPart } from '../scorecards/results.ts';
import { partWords } from '../scorecards/resultsPage.ts';
import { resultsTexts } from '../scorecards/resultsTexts.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { documentTexts } from './documentTexts.ts';
import type { ReportedImprovementAction, ReportInput } from './report.ts';
import { unitNames } from './resultParts.ts';
import { address, heading, items, note, paragraphs, type Block } from './written.ts';

export function qualityPart(input: ReportInput): Block[] {
  const { language, content } = input;
  const t = documentTexts[language];
  const states = figuresOf(content).map(({ state }) => state);
  const count = (state: Figure['state']) => countText(states.filter((one) => one === state).length, language);
  return paragraphs([
    ...answeredWords(input, unitNames(content, language)),
    t.hidden({ shown: count('shown'), hidden: count('hidden'), unreliable: count('unreliable') }),
  ]);
}

function figuresOf({ units }: PublicationContent): Figure[] {
  return units.flatMap(({ whole, factors, questions }) =>
    [whole, ...factors, ...questions].map(({ figure }) => figure),
  );
}

export function casesPart({ language, content, cases, casesMadeUp, madeOn }: ReportInput): Block[] {
  const t = documentTexts[language];
  const nameOf = unitNames(content, language);
  const told = cases.filter(({ onTime, helped }) => onTime.state !== 'none' || helped.state !== 'none');
  if (told.length === 0) return paragraphs([t.noCases]);
  return [
    ...(casesMadeUp ? [note(`${resultTexts[language].madeUp}.`)] : []),
    ...paragraphs([t.casesLead({ day: dayText(madeOn, language) })]),
    {
      kind: 'table',
      columns: [
        { heading: resultTexts[language].unit, width: 0.4, align: 'start' },
        { heading: t.onTime, width: 0.3, align: 'end' },
        { heading: t.helped, width: 0.3, align: 'end' },
      ],
      rows: told.map(({ unitId, onTime, helped }) => [
        unitId === undefined ? t.allUnits : nameOf(unitId),
        caseText(onTime, language),
        caseText(helped, language),
      ]),
    },
  ];
}

function caseText(figure: RateFigure, language: PageLanguage): string {
  const t = documentTexts[language];
  if (figure.state !== 'shown') return figure.state === 'hidden' ? t.hiddenCell : '–';
  return t.ofCases({ value: percentText(figure.value, language), n: countText(figure.whole, language) });
}

export function scorecardPart(scorecard: ScorecardPart, { language, unit }: ReportInput): Block[] {
  const [t, words] = [documentTexts[language], resultsTexts[language]];
  const { headline, survey, appraisal, bonus, penalty, fields, gains, losses, madeUp } = partWords(
    scorecard,
    language,
  );
  return [
    ...(madeUp ? [note(t.madeUp({ what: madeUp }))] : []),
    ...paragraphs([
      t.scoreIndex({ year: String(scorecard.year), unit: inLanguage(unit.name, language), headline }),
      t.scoreParts({ survey, appraisal, bonus, penalty }),
    ]),
    {
      kind: 'table',
      columns: [
        { heading: words.field, width: 0.46, align: 'start' },
        { heading: words.points, width: 0.2, align: 'end' },
        { heading: words.ofMax, width: 0.16, align: 'end' },
        { heading: words.change, width: 0.18, align: 'end' },
      ],
      rows: fields.map(({ field, points, ofMax, change }) => [field, points, ofMax, change]),
    },
    ...(gains.length > 0 ? [...paragraphs([`${words.gains}:`]), ...items(gains)] : []),
    ...(losses.length > 0 ? [...paragraphs([`${words.losses}:`]), ...items(losses)] : []),
  ];
}

export function improvementActionsPart({ language, proposed, followed }: ReportInput): Block[] {
  const t = documentTexts[language];
  const isMadeUp = [...proposed, ...followed].some((one) => one.isMadeUp);
  return [
    ...(isMadeUp ? [note(`${resultTexts[language].madeUp}.`)] : []),
    heading(t.proposed),
    ...(proposed.length === 0 ? paragraphs([t.noProposed]) : [improvementActionsTable(proposed, language)]),
    ...(followed.length === 0 ? [] : [heading(t.followed), improvementActionsTable(followed, language)]),
  ];
}

export function improvementActionsTable(
  improvementActions: readonly ReportedImprovementAction[],
  language: PageLanguage,
): Block {
  const { what, will, who, figures, state, outcome } = documentTexts[language].improvementAction;
  const hasOutcome = improvementActions.some(({ target }) => target);
  return {
    kind: 'table',
    columns: [
      { heading: what, width: 0.25, align: 'start' },
      { heading: will, width: 0.25, align: 'start' },
      { heading: who, width: 0.17, align: 'start' },
      { heading: figures, width: 0.15, align: 'middle' },
      { heading: hasOutcome ? outcome : state, width: 0.18, align: 'start' },
    ],
    rows: improvementActions.map((improvementAction) => improvementActionRow(improvementAction, language)),
  };
}

function improvementActionRow(
  improvementAction: ReportedImprovementAction,
  language: PageLanguage,
): string[] {
  const [t, words] = [documentTexts[language], improvementActionTexts[language]];
  const { unitName, weakPoint, what, who, untilOn, targetHundredths, state, isOverdue, figure, target } =
    improvementAction;
  const name = (text: ReportedImprovementAction['unitName']): string => inLanguage(text, language);
  const stands = isOverdue ? `${words.states[state]}, ${words.overdue}` : words.states[state];
  return [
    `${name(unitName)}: ${name(weakPoint)}`,
    what,
    t.until({ who, day: dayText(untilOn, language) }),
    t.figureToTarget({
      value: lineWords({ figure }, language).value,
      target: percentText({ units: targetHundredths, decimals: 2 }, language),
    }),
    target ? `${standingWords(target, figure, language)} (${stands})` : stands,
  ];
}

export function methodPart(input: ReportInput): Block[] {
  const { language, content, publication, origin } = input;
  const [t, words] = [documentTexts[language], publicationTexts[language]];
  const method = methodWords(content, language);
  return [
    ...paragraphs([...method.plain, `${method.name}. ${resultTexts[language].basis}: ${method.source}`]),
    ...items(
      method.statements.map(({ what, standing, by }) => `${what} – ${standing}${by ? ` (${by})` : ''}`),
    ),
    heading(t.limits),
    ...items([
      words.hiddenHint,
      ...(content.round.sampleKind === 'selfSelected' ? [t.selfSelected] : []),
      resultTexts[language].ranksHint,
    ]),
    heading(t.check),
    ...paragraphs([
      ...(content.whatChanged === undefined ? [] : [t.corrects({ what: content.whatChanged })]),
      words.checkpoint({
        number: String(content.ledger.checkpoint),
        size: countText(content.ledger.size, language),
      }),
      t.checkAt,
    ]),
    address(`${origin}${publicationUrl(publication)}`),
    ...paragraphs([t.hash]),
    address(publication.hash),
  ];
}
