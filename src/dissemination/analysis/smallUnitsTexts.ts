/** Texts of the page of small units. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Đơn vị ít phiếu',
  lead: 'Chỉ số của đơn vị ít phiếu dao động nhiều do ngẫu nhiên; trang này đặt bên cạnh một ước lượng mượn thêm thông tin từ các đơn vị cùng cấp.',
  of: 'Chỉ số của',
  most: (unit: string, direct: string, pooled: string, shrinkage: string) =>
    `${unit} được kéo về trung bình nhiều nhất: tính riêng ${direct}, ước lượng ${pooled} (${shrinkage} là của trung bình).`,
  alike: (mean: string) =>
    `Các đơn vị khác nhau không nhiều hơn mức ngẫu nhiên, nên mọi đơn vị nhận cùng một ước lượng ${mean}.`,
  never:
    'Ước lượng này giúp đọc kết quả của đơn vị ít phiếu; xếp hạng và công bố chỉ dùng chỉ số tính riêng từng đơn vị.',
  assumption:
    'các đơn vị trực thuộc cùng loại, chỉ số thật của chúng dao động quanh một trung bình chung theo phân phối beta, không có đơn vị nào khác hẳn vì lý do riêng.',
  units: 'Tính riêng và ước lượng',
  hint: (mean: string, weight: string) =>
    `Trung bình chung ${mean}, nặng bằng ${weight} phiếu hữu hiệu. “Mức kéo” là phần của trung bình chung trong ước lượng. Khoảng tin cậy coi trung bình và độ dao động là đã biết, nên hơi ngắn khi có ít đơn vị.`,
  chart: (low: string, up: string) =>
    `Chấm tròn: tính riêng; ô vuông: ước lượng; đường ngang: khoảng tin cậy 95%. Thang từ ${low} đến ${up}.`,
  unit: 'Đơn vị',
  direct: 'Tính riêng',
  people: 'Số phiếu',
  pooled: 'Ước lượng',
  shrinkage: 'Mức kéo',
  refusals: {
    weighted: 'Phương pháp của đợt tính theo trọng số của đơn vị, nên chưa ước lượng được theo cách này.',
    fewUnits: 'Cần ít nhất năm đơn vị trực thuộc có kết quả không bị ẩn.',
  },
};

const en: typeof vi = {
  title: 'Small units',
  lead: 'The index of a unit with few responses varies much by chance; this page sets an estimate beside it that borrows from units of the same level.',
  of: 'Index of',
  most: (unit, direct, pooled, shrinkage) =>
    `${unit} is moved most towards the mean: direct ${direct}, estimate ${pooled} (${shrinkage} of it is the mean).`,
  alike: (mean) => `The units differ no more than by chance, so all of them have the same estimate, ${mean}.`,
  never:
    'The estimate helps to read the results of units with few responses; ranks and publications use the direct index of each unit only.',
  assumption:
    'the subunits are of one kind, their true indices vary around a common mean as a beta distribution, and none is different for a reason of its own.',
  units: 'Direct index and estimate',
  hint: (mean, weight) =>
    `The common mean is ${mean} and weighs as much as ${weight} effective responses. “Shrinkage” is the part of the common mean in the estimate. Intervals treat the mean and the variation as known, so they are somewhat short with few units.`,
  chart: (low, up) =>
    `Circle: direct index; square: estimate; line: 95% interval. Scale from ${low} to ${up}.`,
  unit: 'Unit',
  direct: 'Direct',
  people: 'Responses',
  pooled: 'Estimate',
  shrinkage: 'Shrinkage',
  refusals: {
    weighted: 'The method of the round weights units, so this estimate cannot be made.',
    fewUnits: 'At least five subunits with results that are not suppressed are needed.',
  },
};

export const smallUnitsTexts: Record<PageLanguage, typeof vi> = { vi, en };
