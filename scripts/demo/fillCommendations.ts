/** A fictitious list of commendations: only the numbers of units and people come from the report of 2022. */
import { auditEntry } from '../../src/access/audit/entry.ts';
import { candidatesOf } from '../../src/improvement/commendations/candidates.ts';
import type {
  Collective,
  CommendationList,
  Individual,
} from '../../src/improvement/commendations/commendation.ts';
import type { Stores } from '../../src/app/stores.ts';
import { unlessThere } from './unlessThere.ts';
import { cityId, cityLeafIds, roundIds, units } from './province.ts';

/** As reported. */
const collectiveCount = 8;
const individualCount = 17;

const madeAt = new Date('2022-05-12T09:00:00+07:00');
const collectiveReasons = [
  'Trả kết quả trước hẹn trên 98% hồ sơ',
  'Có sáng kiến đặt bàn hướng dẫn nộp hồ sơ trực tuyến tại Bộ phận Một cửa',
  'Trả lời mọi phản ánh của người dân trong 5 ngày làm việc',
];
const posts = ['Công chức Tư pháp – Hộ tịch', 'Công chức Địa chính', 'Công chức Bộ phận Một cửa'];
const reasons = [
  'Hướng dẫn hồ sơ tận tình, không có hồ sơ trả lại do hướng dẫn thiếu',
  'Có sáng kiến rút ngắn thời gian giải quyết hồ sơ',
  'Được người dân khen nhiều lần trong phần ý kiến',
];
const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ'];
const givens = ['Văn An', 'Thị Bưởi', 'Minh Chánh', 'Thị Diễm', 'Hữu Lợi'];

export async function fillCommendations(stores: Stores): Promise<void> {
  const [publication] = await stores.publications.listOfRound(roundIds.report);
  const list: CommendationList = {
    id: 'demo-2021',
    title: 'Khen thưởng công tác cải cách hành chính năm 2021',
    unitId: cityId,
    year: 2021,
    ...(publication && { publicationId: publication.id }),
    state: 'recorded',
    collectives: await collectives(stores),
    individuals: Array.from({ length: individualCount }, (_, at) => individual(at)),
    decision: { number: '01/QĐ-UBND (minh họa)', on: '2022-05-16', by: 'Chủ tịch Ủy ban nhân dân thành phố' },
    madeAt,
    madeBy: { accountId: 'demo', name: 'demo' },
    version: 'demo',
    madeUp: {
      vi: `Báo cáo năm 2022 chỉ cho biết có ${collectiveCount} tập thể và ${individualCount} cá nhân được khen thưởng. Tên, thành tích và quyết định trong danh sách này là tự tạo để minh họa.`,
      en: `The report of 2022 says that ${collectiveCount} collectives and ${individualCount} individuals were commended, and no more. Names, merits and the decision on this list are made up.`,
    },
  };
  const subject = { id: list.id, label: list.title };
  const entry = auditEntry({ at: madeAt, kind: 'commendation.made', unitIds: [cityId], subject });
  await unlessThere(() => stores.commendations.add(list, entry));
}

/** First the units that the rules propose, then others of the city. */
async function collectives(stores: Stores): Promise<readonly Collective[]> {
  const [publication] = await stores.publications.listOfRound(roundIds.report);
  const content = publication && (await stores.publications.content(publication));
  const groups = content ? candidatesOf(content, (id) => cityLeafIds.includes(id)) : [];
  const proposed = groups
    .flatMap(({ candidates }) => candidates)
    .map(({ unitId, basis }): Collective => {
      const name = units.find(({ id }) => id === unitId)!.names[0]!.text;
      return { unitId, name, reason: '', basis };
    });
  const others = units
    .filter(({ id }) => cityLeafIds.includes(id) && !proposed.some(({ unitId }) => unitId === id))
    .map(({ id, names }, at): Collective => {
      return { unitId: id, name: names[0]!.text, reason: collectiveReasons[at % collectiveReasons.length]! };
    });
  return [...proposed, ...others].slice(0, collectiveCount);
}

function individual(at: number): Individual {
  const office = units.find(({ id }) => id === cityLeafIds[at % cityLeafIds.length])!.names[0]!.text.vi;
  return {
    id: `demo-${at}`,
    name: `${families[at % families.length]} ${givens[at % givens.length]} (minh họa)`,
    post: `${posts[at % posts.length]}, ${office}`,
    reason: reasons[at % reasons.length]!,
  };
}
