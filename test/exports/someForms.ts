/** Forms as they are read from columns, made from what tests give. */
import { channels } from '../../src/accessPoints/accessPoint.ts';
import { emptyForms, listsOf, pathOf, type ReadForms } from '../../src/exports/readForms.ts';
import type { MeasuredRound } from '../../src/satisfaction/results.ts';
import type { Service } from '../../src/services/service.ts';
import type { GivenForms } from '../satisfaction/measured.ts';

/** Those that are not annulled. */
export function readFormsOf(
  { round, tree, survey }: MeasuredRound,
  given: readonly GivenForms[],
  serviceIds: readonly string[],
): Pick<ReadForms, 'forms' | 'rows'> {
  const services = serviceIds.map((id) => ({ id }) as Service);
  const lists = listsOf(round, tree, services, survey.content);
  const each = given
    .filter(({ standing = 'counted' }) => standing === 'counted')
    .flatMap((forms) => Array.from({ length: forms.count }, () => forms));
  const forms = emptyForms(lists, each.length);
  for (const [
    row,
    { unitId, serviceId = '', channel = 'qr', givenOn = '2026-01-20', about = {}, answers },
  ] of each.entries()) {
    const path = pathOf(tree, round, unitId);
    forms.units.forEach(({ codes }, level) => {
      codes[row] = level < path.length ? lists.unitIds.indexOf(path[level]!) : lists.unitIds.length;
    });
    const [year, month] = givenOn.split('-').map(Number) as [number, number];
    forms.month.codes[row] = 12 * (year - 2000) + month - 1;
    forms.service.codes[row] = lists.serviceIds.indexOf(serviceId);
    forms.channel.codes[row] = (channels as readonly string[]).indexOf(channel);
    survey.content.about.forEach(({ id, options }, place) => {
      forms.abouts[place]!.codes[row] = options.findIndex((option) => option.id === about[id]) + 1;
    });
    survey.content.questions.forEach(({ id }, place) => {
      const level = answers[id];
      forms.answers[place]!.codes[row] = level === undefined ? 0 : level + 1;
    });
  }
  return { forms, rows: Uint32Array.from(each.keys()) };
}
