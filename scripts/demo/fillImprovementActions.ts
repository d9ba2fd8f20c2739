/**
 * Fictitious improvement actions of 2022 on the results of 2021, and targets: the open round and the caseload show
 * their effect.
 */
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { ImprovementAction } from '../../src/improvement/improvementActions/improvementAction.ts';
import { targetId } from '../../src/improvement/postalService/share.ts';
import type { Stores } from '../../src/app/stores.ts';
import { unlessThere } from './unlessThere.ts';
import { cityId, roundIds } from './province.ts';

const by = { accountId: 'demo', name: 'demo' };
const madeAt = new Date('2022-05-27T09:00:00+07:00');
const shared = { roundId: roundIds.report, madeAt, madeBy: by, madeUp: true } as const;

const improvementActions: readonly ImprovementAction[] = [
  {
    ...shared,
    id: 'demo-officials',
    unitId: cityId,
    weakPoint: { kind: 'factor', id: 'officials' },
    what: 'Tập huấn kỹ năng giao tiếp cho công chức Bộ phận Một cửa của 7 phường, xã; mỗi quầy niêm yết tên và số điện thoại của người phụ trách để người dân phản ánh.',
    who: 'Phòng Nội vụ',
    untilOn: '2022-12-31',
    targetHundredths: 9000,
    notes: [
      {
        at: new Date('2022-09-15T10:00:00+07:00'),
        by,
        text: 'Đã tập huấn hai lớp, 46 công chức dự; các quầy đã niêm yết xong.',
        evidence: '',
        state: 'done',
      },
    ],
  },
  {
    ...shared,
    id: 'demo-feedback',
    unitId: 'x-binh-thanh',
    weakPoint: { kind: 'factor', id: 'feedback' },
    what: 'Đặt hòm thư góp ý và mã QR tại nơi ngồi chờ; trả lời mọi góp ý trong 15 ngày làm việc.',
    who: 'Ủy ban nhân dân xã Bình Thạnh',
    untilOn: '2022-09-30',
    targetHundredths: 9300,
    notes: [],
  },
];

/** Targets of the city for receiving and returning by public postal service, in the years with caseload. */
async function fillPostTargets(stores: Stores): Promise<void> {
  for (const period of await stores.importBatches.listPeriods('caseloads')) {
    const id = targetId(cityId, period.slice(0, 4));
    if ((await stores.postalTargets.find([id])).size > 0) continue;
    const entry = auditEntry({
      at: madeAt,
      kind: 'postalTarget.kept',
      unitIds: [cityId],
      subject: { id, label: 'demo' },
    });
    await stores.postalTargets.put({ id, received: 1000, returned: 2000 }, entry);
  }
}

export async function fillImprovementActions(stores: Stores): Promise<void> {
  await fillPostTargets(stores);
  for (const improvementAction of improvementActions) {
    const entry = auditEntry({
      at: improvementAction.madeAt,
      kind: 'improvementAction.made',
      unitIds: [improvementAction.unitId],
      subject: { id: improvementAction.id, label: improvementAction.what.slice(0, 80) },
    });
    await unlessThere(() => stores.improvementActions.add(improvementAction, entry));
  }
}
