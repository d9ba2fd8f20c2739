/**
 * The figures of a publication as SDMX-ML 2.1 generic data: a series for each unit and subject. Its numbers are those of
 * the table, so what is suppressed there has no value here; its status says why.
 */
import { element, type Xml } from '../../platform/xml/xml.ts';
import { inTurns } from '../../platform/turns.ts';
import type { PublishedUnit, Whole } from '../../processing/published/publication.ts';
import { lineCells } from '../../processing/results/lineCells.ts';
import type { Line } from '../../processing/results/results.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { artefact, header, message, sdmxId, subjectCode, timePeriodOf } from './sdmxParts.ts';

export async function sdmxData(whole: Whole): Promise<string> {
  const { publication, content } = whole;
  const structureID = 'S1';
  const series: Xml[] = [];
  for await (const unit of inTurns(content.units)) series.push(...seriesOf(unit, timePeriodOf(content)));
  return message('GenericData', [
    header(whole, [
      element('message:Structure', { structureID, dimensionAtObservation: 'TIME_PERIOD' }, [
        element('common:Structure', {}, [
          element('Ref', { ...artefact('DSD', publication), class: 'DataStructure' }),
        ]),
      ]),
    ]),
    element('message:DataSet', { structureRef: structureID, action: 'Replace' }, [
      values('generic:Attributes', { PUBLICATION: publication.hash, UNIT_MEASURE: 'PT' }),
      ...series,
    ]),
  ]);
}

function seriesOf(unit: PublishedUnit, time: string): readonly Xml[] {
  const one = (subject: string, line: Line) =>
    element('generic:Series', {}, [
      values('generic:SeriesKey', { UNIT: sdmxId(unit.id), SUBJECT: subject }),
      observation(line, time),
    ]);
  return [
    one(subjectCode.whole, unit.whole),
    ...unit.factors.map((line) => one(subjectCode.factor(line.id), line)),
    ...unit.questions.map((line) => one(subjectCode.question(line.id), line)),
  ];
}

function observation(line: Line, time: string): Xml {
  const { value, low, up, people, answers } = lineCells(line, 'en');
  const { figure } = line;
  return element('generic:Obs', {}, [
    element('generic:ObsDimension', { value: time }),
    ...(value === '' ? [] : [element('generic:ObsValue', { value })]),
    values('generic:Attributes', {
      OBS_STATUS: statusOf(figure),
      REASON: 'reason' in figure ? figure.reason : '',
      LOWER: low,
      UPPER: up,
      RESPONDENTS: people,
      ANSWERS: answers,
    }),
  ]);
}

/** By the code list of SDMX: normal, after a break in the series, suppressed, or missing. */
function statusOf({ state, seriesBreak }: Figure): 'A' | 'B' | 'O' | 'Q' {
  if (state === 'shown') return seriesBreak === undefined ? 'A' : 'B';
  return state === 'none' ? 'O' : 'Q';
}

/** Those that are not empty. */
function values(name: string, given: Readonly<Record<string, string | number>>): Xml {
  return element(
    name,
    {},
    Object.entries(given).flatMap(([id, value]) =>
      value === '' ? [] : [element('generic:Value', { id, value })],
    ),
  );
}
