import type { OpenedInstallation } from '../../src/app/openInstallation.ts';
import { findAnsweredCase } from './fillCases.ts';
import { fillCodes } from './fillCodes.ts';
import { fillKiosk } from './fillKiosk.ts';
import { fillStaff } from './fillStaff.ts';

/** Codes, keys and accounts that are printed of a demo that is full. */
export async function findShown({ stores, installation }: OpenedInstallation, hasStaff: boolean) {
  const now = new Date();
  const [points, kioskCode, codes, caseKey, staff] = await Promise.all([
    stores.accessPoints.list(),
    fillKiosk(stores, installation, now),
    fillCodes(stores, installation, now),
    findAnsweredCase(stores),
    hasStaff ? fillStaff(stores, installation, now) : [],
  ]);
  const formCode = points.find(({ id }) => id === 'p-an-thanh-qr')?.code ?? '';
  return { formCode, kioskCode, codes, caseKey, staff };
}
