import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Permission } from './authority.ts';
import type { Caller } from './caller.ts';

/**
 * The units for which the caller has a permission, as options of a field: in the order of the tree, the topmost at
 * depth 0.
 */
export function unitOptions(caller: Caller, permission: Permission, language: PageLanguage) {
  const units = caller.units.outline().filter(({ unit }) => caller.may(permission, unit.id));
  const depthMin = Math.min(...units.map(({ depth }) => depth));
  return units.map(({ unit, depth }) => ({
    value: unit.id,
    depth: depth - depthMin,
    label: inLanguage(caller.units.name(unit.id), language),
  }));
}
