/** A publication in the words and numbers of one language. Everything comes from the frozen content. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { unitKinds } from '../../registers/units/unit.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { responseWords } from '../../processing/results/responseWords.ts';
import { figureTable } from '../../processing/results/figureTable.ts';
import { heatMap } from '../../processing/results/heatMap.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { judgedSingly } from '../../processing/results/movementWords.ts';
import { rankInGroup, rankWords } from '../../processing/results/rankWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { publicationFiles } from '../exports/publicationFiles.ts';
import { sortings, type Sorting } from './input.ts';
import {
  rankOf,
  type Publication,
  type PublicationContent,
  type PublishedUnit,
  type Whole,
  publicationUrl,
} from '../../processing/published/publication.ts';
import {
  earlierFigures,
  publishedRound,
  seriesChart,
  seriesRows,
  type RoundOfSeries,
} from './roundSeries.ts';
import { correctionWords } from './correctionWords.ts';
import { publicationTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

export interface ShownPublication extends Whole {
  readonly language: PageLanguage;
  readonly unit: PublishedUnit;
  readonly sorting: Sorting;
  /** All publications of the round, by number. */
  readonly versions: readonly Publication[];
  /** For a correction, the publication that it corrects. */
  readonly corrected?: Whole | undefined;
  /** Earlier published rounds, latest first. */
  readonly before: readonly Whole[];
  /** Beginning of this site's addresses. */
  readonly origin: string;
}

export function standsText({ number, publishedAt }: Publication, language: PageLanguage): string {
  return publicationTexts[language].stands({
    number: String(number),
    day: dayText(dayOf(publishedAt!), language),
  });
}

export function publicationPage(shown: ShownPublication) {
  const { language, publication, content, unit, sorting, origin } = shown;
  const t = publicationTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  const path = publicationUrl(publication);
  const unitUrl = (id: string, query = ''): string =>
    inSameLanguage(`${path}/units/${encodeURIComponent(id)}`, language) +
    (query === '' ? '' : `${language === 'vi' ? '?' : '&'}${query}`);
  const byId = new Map(content.units.map((one) => [one.id, one]));
  const nameOf = (id: string): string => say(byId.get(id)?.name ?? { vi: id });
  const series = [shown, ...shown.before].map(publishedRound);
  const trend = trendOf(shown);
  const groups = groupTables(shown, series, unitUrl);
  return {
    hasCharts: true,
    t: { ...resultTexts[language], ...t },
    unitName: say(unit.name),
    roundTitle: say(content.round.title),
    stands: standsText(publication, language),
    madeUp: content.round.madeUp && say(content.round.madeUp),
    newer: newerWords(shown),
    correction: correctionWords(shown),
    trail: ancestorsOf(byId, unit).map((one) => ({ name: say(one.name), url: unitUrl(one.id) })),
    headline: { ...lineWords(unit.whole, language), rank: rankWords(unit.rank, nameOf, language) },
    answered: answeredWords(shown, nameOf),
    selfSelected: content.round.sampleKind === 'selfSelected',
    judgedSingly: judgedSingly([...unit.factors, ...unit.questions], language),
    groups,
    jumps: [
      ...groups.map(({ key, title }) => ({ id: key as string, title })),
      { id: 'factors', title: resultTexts[language].factors },
      { id: 'questions', title: resultTexts[language].questions },
      { id: 'trend', title: t.trend },
      { id: 'method', title: t.plainTitle },
      { id: 'check', title: t.checkTitle },
    ],
    sortings: sortings.map((one) => ({
      label: t.sortings[one],
      url: one === sorting ? undefined : `${unitUrl(unit.id, `sort=${one}`)}#units`,
    })),
    factors: linesOf(
      unit.factors,
      content.factors.map(({ id, title }) => [id, say(title)] as const),
      ({ id }) => earlierFigures(series, unit.id, { kind: 'factor', id }),
      language,
    ),
    questions: linesOf(unit.questions, [...questionNames(content.questions, language)], undefined, language),
    trend,
    trendRows: trendRows(trend, language),
    trendChart: seriesChart(trend, language),
    method: methodWords(content, language),
    versions: versionLinks(shown),
    whyUrl:
      unit.whole.change && inSameLanguage(`/results/${content.round.id}/units/${unit.id}/why`, language),
    liveUrl: inSameLanguage(`/results/${content.round.id}/units/${unit.id}`, language),
    publicDisplayUrl: inSameLanguage(`/publications/${content.round.id}/board`, language),
    proof: proofWords(shown, `${origin}${path}.json`, origin),
  };
}

function trendRows(trend: ReturnType<typeof trendOf>, language: PageLanguage) {
  const t = publicationTexts[language];
  return tableRows<(typeof trend)[number]>(
    [
      { key: 'name', heading: t.round, url: ({ url }) => url, detail: (row) => row.break },
      ...textColumns(resultTexts[language], ['value', 'interval', 'people'], { isNumber: true }),
    ],
    trend,
    { title: t.trend, language },
  );
}

function versionLinks({ language, publication, versions }: ShownPublication) {
  return versions.map((one) => ({
    text: standsText(one, language),
    url: one.number === publication.number ? undefined : inSameLanguage(publicationUrl(one), language),
  }));
}

/** Where there is a later publication of the round. */
function newerWords({ language, publication, content, versions }: ShownPublication) {
  const { number } = versions.at(-1)!;
  if (number === publication.number) return undefined;
  return {
    text: publicationTexts[language].newer({ number: String(number) }),
    url: inSameLanguage(`/publications/${content.round.id}`, language),
  };
}

function groupTables(
  { language, content, unit, sorting }: ShownPublication,
  series: readonly RoundOfSeries[],
  unitUrl: (unitId: string) => string,
) {
  const say = (text: Localized): string => inLanguage(text, language);
  const factorNames = content.factors.map(({ title }) => say(title));
  return groupsOf(content, unit, sorting).map(({ kind, units }) => ({
    key: kind,
    title: resultTexts[language].groupTitle[kind],
    ranked: units.length > 1,
    table: figureTable(
      {
        lines: units.map((one) => ({ ...one.whole, of: one })),
        nameOf: ({ of }) => say(of.name),
        urlOf: ({ of }) => unitUrl(of.id),
        rankOf: ({ of }) => of.rank && rankInGroup(of.rank.row, language),
        earlierOf: ({ of }) => earlierFigures(series, of.id, WHOLE),
      },
      language,
    ),
    heat: heatMap(
      units.map((one) => ({
        name: say(one.name),
        url: unitUrl(one.id),
        whole: one.whole.figure,
        factors: content.factors.map(({ id }) => one.factors.find((line) => line.id === id)?.figure),
      })),
      factorNames,
      language,
    ),
  }));
}

function ancestorsOf(byId: ReadonlyMap<string, PublishedUnit>, unit: PublishedUnit): PublishedUnit[] {
  const parent = unit.parentId === undefined ? undefined : byId.get(unit.parentId);
  return parent ? [...ancestorsOf(byId, parent), parent] : [];
}

/** The units below one, by kind: only units of one kind are compared. */
export function groupsOf({ units }: PublicationContent, { id }: PublishedUnit, sorting: Sorting) {
  const below = units.filter(({ parentId }) => parentId === id);
  return unitKinds
    .map((kind) => ({
      kind,
      units: sorted(
        below.filter((one) => one.kind === kind),
        sorting,
      ),
    }))
    .filter((group) => group.units.length > 0);
}

/** Suppressed figures come last in any order. */
function sorted(units: readonly PublishedUnit[], sorting: Sorting): readonly PublishedUnit[] {
  if (sorting === 'name')
    return units.toSorted((one, other) => one.name.vi.localeCompare(other.name.vi, 'vi'));
  const keyOf: Record<Exclude<Sorting, 'name'>, (unit: PublishedUnit) => number | undefined> = {
    rank: ({ rank }) => rankOf(rank?.row),
    value: ({ whole: { figure } }) => (figure.state === 'shown' ? -decimalToNumber(figure.value) : undefined),
    change: ({ whole: { change } }) => change && decimalToNumber(change.points),
    people: ({ whole: { figure } }) => ('people' in figure ? -figure.people : undefined),
  };
  const key = (unit: PublishedUnit): number => keyOf[sorting](unit) ?? Number.MAX_SAFE_INTEGER;
  return units.toSorted((one, other) => key(one) - key(other));
}

function linesOf(
  lines: PublishedUnit['factors'],
  names: readonly (readonly [id: string, name: string])[],
  earlierOf: ((line: { id: string }) => readonly (Figure | undefined)[]) | undefined,
  language: PageLanguage,
) {
  const nameOf = new Map(names);
  return figureTable({ lines, nameOf: ({ id }) => nameOf.get(id) ?? id, earlierOf }, language);
}

export function answeredWords(
  { language, content: { forms, months }, unit }: Pick<ShownPublication, 'language' | 'content' | 'unit'>,
  nameOf: (id: string) => string,
): string[] {
  const t = publicationTexts[language];
  const say = (count: number) => countText(count, language);
  const { counted, belowMinimum, late, annulled } = forms;
  const { figure } = unit.whole;
  return [
    ...('people' in figure ? [t.restsOn({ people: say(figure.people) })] : []),
    ...(unit.response ? [responseWords(unit.response, months, nameOf, language)] : []),
    t.forms({ received: say(counted + belowMinimum + late + annulled), counted: say(counted) }),
    ...(belowMinimum + late + annulled > 0
      ? [t.formsApart({ below: say(belowMinimum), late: say(late), annulled: say(annulled) })]
      : []),
  ];
}

/** The unit's published figures, newest first, each with the breaks in the series before it. */
export function trendOf({
  language,
  publication,
  content,
  unit,
  before,
}: Pick<ShownPublication, 'language' | 'publication' | 'content' | 'unit' | 'before'>) {
  return seriesRows([{ publication, content }, ...before].map(publishedRound), unit.id, language);
}

export function methodWords({ method }: PublicationContent, language: PageLanguage) {
  const t = publicationTexts[language];
  const say = (text: Localized): string => inLanguage(text, language);
  return {
    plain: [method.mode === 'share' ? t.plainShare : t.plainMean, t.plainInterval],
    name: say({ ...method.name }),
    source: say({ ...method.provenance.source }),
    statements: method.provenance.statements.map(({ what, standing, by }) => ({
      what: say({ ...what }),
      standing: resultTexts[language].standing[standing],
      by,
    })),
  };
}

function proofWords({ language, publication, content }: ShownPublication, bundleUrl: string, origin: string) {
  const t = publicationTexts[language];
  const { checkpoint, size } = content.ledger;
  const path = publicationUrl(publication);
  return {
    bundleUrl: `${path}.json`,
    files: publicationFiles.map(({ key }) => ({ name: t.files[key], url: `/api/v1${path}/${key}` })),
    scriptUrl: '/publications/recompute.mjs',
    logUrl: '/ledger/log.txt',
    command: [
      `curl -O ${origin}/publications/recompute.mjs`,
      `curl -o publication.json ${bundleUrl}`,
      `curl -O ${origin}/ledger/log.txt`,
      'node recompute.mjs publication.json log.txt',
    ].join('\n'),
    checkpoint: t.checkpoint({ number: String(checkpoint), size: countText(size, language) }),
    checkpointUrl: inSameLanguage(`/ledger/checkpoints/${checkpoint}`, language),
    hash: publication.hash,
    note: publication.note,
    key: publication.key,
  };
}
