/**
 * The demo province: Đồng Tháp as it was in 2021, with Hồng Ngự city's wards, communes and some of its offices. Names
 * and codes are real; every figure is fictitious, except that the result of Hồng Ngự city is that of its report of
 * 2022.
 */
import type { AccessPoint, Channel } from '../../src/design/accessPoints/accessPoint.ts';
import type { Round } from '../../src/design/rounds/round.ts';
import type { Service } from '../../src/registers/services/service.ts';
import type { ReportedFigure } from '../../src/registers/reportedFigures/reportedFigure.ts';
import type { Unit, UnitKind } from '../../src/registers/units/unit.ts';

/** Fictitious target result of a unit without subunits. */
export interface Leaf {
  readonly unitId: string;
  readonly forms: number;
  readonly percent2020: number;
  readonly percent2021: number;
  readonly percentNow: number;
}

type Row = readonly [
  id: string,
  vi: string,
  en: string,
  code: string,
  percent2020: number,
  percent2021: number,
  percentNow: number,
];

const otherDistricts: readonly Row[] = [
  ['tp-cao-lanh', 'thành phố Cao Lãnh', 'Cao Lãnh city', '866', 97.9, 93.9, 94.4],
  ['tp-sa-dec', 'thành phố Sa Đéc', 'Sa Đéc city', '867', 98.3, 94.6, 95.1],
  ['h-tan-hong', 'huyện Tân Hồng', 'Tân Hồng district', '869', 94.8, 87.4, 88.8],
  ['h-hong-ngu', 'huyện Hồng Ngự', 'Hồng Ngự district', '870', 94.2, 86.8, 87.9],
  ['h-tam-nong', 'huyện Tam Nông', 'Tam Nông district', '871', 95.3, 88.2, 90.2],
  ['h-thap-muoi', 'huyện Tháp Mười', 'Tháp Mười district', '872', 97.2, 92.8, 93.0],
  ['h-cao-lanh', 'huyện Cao Lãnh', 'Cao Lãnh district', '873', 95.9, 88.9, 89.6],
  ['h-thanh-binh', 'huyện Thanh Bình', 'Thanh Bình district', '874', 96.1, 89.5, 91.4],
  ['h-lap-vo', 'huyện Lấp Vò', 'Lấp Vò district', '875', 96.6, 90.1, 90.8],
  ['h-lai-vung', 'huyện Lai Vung', 'Lai Vung district', '876', 97.0, 91.9, 92.2],
  ['h-chau-thanh', 'huyện Châu Thành', 'Châu Thành district', '877', 96.4, 90.7, 91.0],
];

const communes: readonly Row[] = [
  ['p-an-loc', 'phường An Lộc', 'An Lộc ward', '29954', 99.2, 91.0, 92.5],
  ['p-an-thanh', 'phường An Thạnh', 'An Thạnh ward', '29955', 99.6, 95.4, 96.0],
  ['p-an-lac', 'phường An Lạc', 'An Lạc ward', '29978', 98.9, 90.2, 92.0],
  ['p-an-binh-a', 'phường An Bình A', 'An Bình A ward', '29989', 99.3, 92.4, 93.1],
  ['p-an-binh-b', 'phường An Bình B', 'An Bình B ward', '29986', 99.0, 90.6, 92.2],
  ['x-binh-thanh', 'xã Bình Thạnh', 'Bình Thạnh commune', '29959', 98.8, 88.9, 91.2],
  ['x-tan-hoi', 'xã Tân Hội', 'Tân Hội commune', '29965', 99.1, 89.6, 91.7],
];

const offices: readonly Row[] = [
  ['pb-van-hoa', 'Phòng Văn hóa và Thông tin', 'Culture and Information office', '', 99.5, 95.8, 96.2],
  ['pb-tu-phap', 'Phòng Tư pháp', 'Justice office', '', 99.4, 92.7, 93.6],
  ['pb-tai-chinh', 'Phòng Tài chính – Kế hoạch', 'Finance and Planning office', '', 99.2, 91.5, 92.8],
  [
    'pb-lao-dong',
    'Phòng Lao động – Thương binh và Xã hội',
    'Labour and Social Affairs office',
    '',
    99.3,
    92.1,
    93.3,
  ],
  ['pb-do-thi', 'Phòng Quản lý đô thị', 'Urban Management office', '', 98.7, 88.4, 90.1],
  [
    'pb-moi-truong',
    'Phòng Tài nguyên và Môi trường',
    'Natural Resources and Environment office',
    '',
    98.5,
    86.9,
    89.0,
  ],
];

export const provinceId = 'dong-thap';
export const cityId = 'tp-hong-ngu';

/**
 * Submissions in a closed round: 300 in each other district, 100 in each ward or commune, 50 in each office of the
 * city.
 */
export const leaves: readonly Leaf[] = [
  ...otherDistricts.map((row) => leaf(row, 300)),
  ...communes.map((row) => leaf(row, 100)),
  ...offices.map((row) => leaf(row, 50)),
];

export const cityLeafIds: readonly string[] = [...communes, ...offices].map(([id]) => id);

export const units: readonly Unit[] = [
  unit([provinceId, 'tỉnh Đồng Tháp', 'Đồng Tháp province', '87', 0, 0, 0], 'province'),
  unit([cityId, 'thành phố Hồng Ngự', 'Hồng Ngự city', '868', 0, 0, 0], 'district', provinceId),
  ...otherDistricts.map((row) => unit(row, 'district', provinceId)),
  ...communes.map((row) => unit(row, 'commune', cityId)),
  ...offices.map((row) => unit(row, 'office', cityId)),
];

export const services: readonly Service[] = [
  service('khai-sinh', 'Đăng ký khai sinh', 'Birth registration', 'Hộ tịch', 'Civil status'),
  service('ket-hon', 'Đăng ký kết hôn', 'Marriage registration', 'Hộ tịch', 'Civil status'),
  service(
    'chung-thuc',
    'Chứng thực bản sao từ bản chính',
    'Certification of copies',
    'Chứng thực',
    'Certification',
  ),
  service(
    'ho-kinh-doanh',
    'Đăng ký thành lập hộ kinh doanh',
    'Registration of a household business',
    'Kinh doanh',
    'Business',
  ),
  service(
    'xay-dung',
    'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    'Building permit for a house',
    'Xây dựng',
    'Construction',
  ),
  service(
    'dat-dai',
    'Đăng ký biến động quyền sử dụng đất',
    'Registration of a change of land use right',
    'Đất đai',
    'Land',
  ),
];

export const roundIds = { before: '2020', report: '2021', open: 'thuong-xuyen' } as const;

const madeUp = {
  vi: 'Chỉ có chỉ số, mức giảm và thứ hạng năm 2021 của thành phố Hồng Ngự là theo báo cáo năm 2022; từng phiếu trả lời và số liệu của mọi đơn vị khác là tự tạo để minh họa.',
  en: 'Only the index, the fall and the rank of Hồng Ngự city in 2021 follow its report of 2022; the individual responses and the figures of all other units are made up.',
};

/** @param filledAt when the demo is made: its open round closes ten years later */
export function rounds(surveyVersionId: string, methodId: string, filledAt: Date): readonly Round[] {
  const shared = {
    surveyVersionId,
    methodIds: [methodId],
    unitIds: [provinceId],
    unitsOn: '2021-12-31',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
  } as const;
  const tenYearsOn = new Date(filledAt);
  tenYearsOn.setUTCFullYear(filledAt.getUTCFullYear() + 10);
  return [
    {
      ...shared,
      id: roundIds.before,
      title: { vi: 'Đo lường sự hài lòng năm 2020', en: 'Satisfaction in 2020' },
      opensAt: new Date('2020-10-01T00:00:00+07:00'),
      closesAt: new Date('2020-12-16T00:00:00+07:00'),
      madeUp,
    },
    {
      ...shared,
      id: roundIds.report,
      title: { vi: 'Đo lường sự hài lòng năm 2021', en: 'Satisfaction in 2021' },
      opensAt: new Date('2021-10-01T00:00:00+07:00'),
      closesAt: new Date('2021-12-16T00:00:00+07:00'),
      previousRoundId: roundIds.before,
      madeUp,
    },
    {
      ...shared,
      id: roundIds.open,
      title: { vi: 'Khảo sát thường xuyên', en: 'Standing survey' },
      opensAt: new Date('2022-06-01T00:00:00+07:00'),
      closesAt: tenYearsOn,
      previousRoundId: roundIds.report,
      madeUp: {
        vi: 'Đợt minh họa: các phiếu có sẵn là tự tạo; phiếu trả lời thử cũng được tính vào.',
        en: 'A demo round: the forms found here are made up, and those that you send are counted with them.',
      },
    },
  ];
}

/** Two points in each unit, which served all three rounds one after another. */
export function accessPoints(allRounds: readonly Round[], drawCode: () => string): readonly AccessPoint[] {
  return leaves.flatMap(({ unitId }, index) =>
    (['kiosk', 'qr'] as const).map((channel: Channel, counter): AccessPoint => {
      const serviceId = services[(index * 2 + counter) % services.length]?.id;
      return {
        id: `${unitId}-${channel}`,
        code: drawCode(),
        channel,
        revisions: allRounds.map((round, position) => ({
          number: position + 1,
          roundId: round.id,
          unitId,
          serviceId,
          from: round.opensAt,
          ...(position < allRounds.length - 1 ? { to: round.closesAt } : {}),
        })),
      };
    }),
  );
}

export const reportedFigures: readonly ReportedFigure[] = [
  {
    indicator: 'satisfactionIndex',
    unitId: cityId,
    roundId: roundIds.report,
    year: 2021,
    wording:
      'Chỉ số hài lòng của công dân đối với sự phục vụ hành chính: 91,28%, giảm 7,86%, xếp hạng 5/12, giảm 5 bậc.',
    valueHundredths: 9128,
    changeHundredths: -786,
    rank: 5,
    of: 12,
    ranksGained: -5,
    source: reportSource(),
  },
  {
    indicator: 'parIndex',
    unitId: cityId,
    roundId: roundIds.report,
    year: 2021,
    wording: 'Chỉ số cải cách hành chính: 86,02%, tăng 4,32%, xếp hạng 2/12, tăng 1 bậc.',
    valueHundredths: 8602,
    changeHundredths: 432,
    rank: 2,
    of: 12,
    ranksGained: 1,
    source: reportSource(),
  },
];

function reportSource() {
  return {
    vi: 'Hội nghị ngày 19/5/2022, thành phố Hồng Ngự; số liệu theo Quyết định 231/QĐ-UBND-HC của tỉnh Đồng Tháp',
    en: 'Conference of 19 May 2022, Hồng Ngự city; figures by decision 231/QĐ-UBND-HC of Đồng Tháp province',
  };
}

function leaf([unitId, , , , percent2020, percent2021, percentNow]: Row, forms: number): Leaf {
  return { unitId, forms, percent2020, percent2021, percentNow };
}

function unit([id, vi, en, code]: Row, kind: UnitKind, parentId?: string): Unit {
  const from = '2020-01-01';
  return {
    id,
    kind,
    validFrom: from,
    parents: parentId === undefined ? [] : [{ unitId: parentId, from }],
    names: [{ text: { vi, en }, from }],
    codes: code === '' ? [] : [{ code, from }],
  };
}

function service(id: string, vi: string, en: string, fieldVi: string, fieldEn: string): Service {
  return { id, name: { vi, en }, field: { vi: fieldVi, en: fieldEn } };
}
