/** The part of a report that compares a unit's subunits, and its annex. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, percentText } from '../../platform/text/numbers.ts';
import type { PublishedUnit } from '../../processing/published/publication.ts';
import { groupsOf } from '../../dissemination/publications/publicationPage.ts';
import { chartOf, lineWords } from '../../processing/results/lineWords.ts';
import { rankInGroup } from '../../processing/results/rankWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { documentTexts } from './documentTexts.ts';
import type { ReportInput } from './report.ts';
import { unitNames } from './resultParts.ts';
import { chart, heading, note, paragraphs, type Block } from './written.ts';

/** Chart rows that fit on a page with a heading. */
const chartRows = 13;
const unitsNamed = 6;

type Group = ReturnType<typeof groupsOf>[number];

export function groupsIn({ content, unit }: ReportInput): Group[] {
  return groupsOf(content, unit, 'rank');
}

export function unitsPart(input: ReportInput): Block[] {
  const groups = groupsIn(input);
  return groups.flatMap((group) => [
    ...(groups.length > 1 ? [heading(resultTexts[input.language].groupTitle[group.kind])] : []),
    ...chartsOf(group, input),
    ...paragraphs(groupSentences(group, input)),
  ]);
}

/** Charts on one scale, one per page. Of more than two, only the first and the last: the annex has every unit. */
function chartsOf({ kind, units }: Group, { language, content }: ReportInput): Block[] {
  const t = documentTexts[language];
  const nameOf = unitNames(content, language);
  const lines = units.map((unit) => ({ ...unit.whole, id: unit.id }));
  const title = resultTexts[language].groupTitle[kind];
  const lastStart = lines.length <= 2 * chartRows ? chartRows : lines.length - chartRows;
  const starts = lines.length <= chartRows ? [0] : [0, lastStart];
  return starts.flatMap((start) => {
    const shown = lines.slice(start, start + chartRows);
    const drawing = chartOf(shown, ({ id }) => nameOf(id), language, lines);
    const which = t.chartUnits({
      group: title,
      isWhole: shown.length === lines.length,
      from: start + 1,
      to: start + shown.length,
      of: lines.length,
    });
    return chart(drawing && { ...drawing, description: `${which} ${drawing.description}` });
  });
}

/** Who may be first and last, and how many units do not differ significantly; nothing for the only unit of its kind. */
export function groupSentences({ units }: Group, { language, content }: ReportInput): string[] {
  const t = documentTexts[language];
  const nameOf = unitNames(content, language);
  const ranked = units.flatMap((unit) => {
    const row = unit.rank?.row;
    return row?.state === 'ranked' ? [{ id: unit.id, of: row.of, set: row.set }] : [];
  });
  const others = units.filter(({ rank }) => rank?.row.state === 'notRanked');
  const names = (ids: readonly { readonly id: string }[]): string =>
    namesText(
      ids.map(({ id }) => nameOf(id)),
      language,
    );
  const alike = ranked.filter(({ set }) => set.alike.length > 0);
  return [
    ...(ranked.length > 1
      ? [
          t.maybeFirst({ names: names(ranked.filter(({ set }) => set.low === 1)) }),
          t.maybeLast({ names: names(ranked.filter(({ set, of }) => set.up === of)) }),
          alike.length === 0
            ? t.allApart
            : t.alike({ count: countText(alike.length, language), of: countText(ranked.length, language) }),
        ]
      : []),
    ...(others.length > 0 ? [t.unranked({ names: names(others) })] : []),
  ];
}

/** Every subunit with everything published of its index; then the units that do not differ significantly. */
export function unitsAnnex(input: ReportInput): Block[] {
  const { language, content } = input;
  const [t, lines] = [documentTexts[language], resultTexts[language]];
  const nameOf = unitNames(content, language);
  return groupsIn(input).flatMap(({ kind, units }): Block[] => [
    heading(lines.groupTitle[kind]),
    unitsTable(units, input),
    ...(units.some(({ rank }) => rank) ? [note(lines.ranksHint)] : []),
    ...(units.some(({ rank }) => rank?.row.state === 'ranked')
      ? [
          heading(t.alikeTitle),
          {
            kind: 'table' as const,
            columns: [
              { heading: lines.unit, width: 0.35, align: 'start' as const },
              { heading: t.alikeWith, width: 0.65, align: 'start' as const },
            ],
            rows: units.flatMap(({ id, rank }) => {
              const set = rank?.row.state === 'ranked' ? rank.row.set : undefined;
              return set ? [[nameOf(id), namesText(set.alike.map(nameOf), language)]] : [];
            }),
          },
        ]
      : []),
  ]);
}

/** Names the first few and counts the others. */
function namesText(names: readonly string[], language: PageLanguage): string {
  const t = documentTexts[language];
  if (names.length === 0) return t.none;
  const more = names.length - unitsNamed;
  const named = names.slice(0, unitsNamed).join(', ');
  return more > 0 ? t.andMore({ names: named, more: countText(more, language) }) : named;
}

function unitsTable(units: readonly PublishedUnit[], { language, content }: ReportInput): Block {
  const [t, lines] = [documentTexts[language], resultTexts[language]];
  const nameOf = unitNames(content, language);
  return {
    kind: 'table',
    columns: [
      { heading: lines.rank, width: 0.12, align: 'middle' },
      { heading: lines.unit, width: 0.27, align: 'start' },
      { heading: lines.value, width: 0.12, align: 'end' },
      { heading: lines.interval, width: 0.19, align: 'end' },
      { heading: t.changeHeading, width: 0.1, align: 'end' },
      { heading: lines.people, width: 0.09, align: 'end' },
      { heading: t.rate, width: 0.11, align: 'end' },
    ],
    rows: units.map(({ id, whole, rank, response }) => {
      const { value, interval, signedChange, people } = lineWords(whole, language);
      const rate = response?.state === 'rate' ? percentText(response.percent, language) : '–';
      const rankText = (rank && rankInGroup(rank.row, language)) ?? '–';
      return [rankText, nameOf(id), value, interval, signedChange, people, rate];
    }),
  };
}
