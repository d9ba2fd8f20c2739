/** Vietnamese, with a short English paragraph because the reader's language is unknown. */
export const letterTexts = {
  vi: {
    madeUp: 'DỮ LIỆU MINH HỌA',
    to: 'Kính gửi:',
    why: (unit: string, service: string | undefined) =>
      `Ông/bà được chọn ngẫu nhiên để cho biết ý kiến về việc phục vụ của ${unit}${service === undefined ? '' : ` (${service})`}. Chỉ người được chọn mới được mời, nên câu trả lời của ông/bà rất quan trọng.`,
    how: (until: string) =>
      `Xin trả lời đến hết ngày ${until}, bằng mã QR hoặc mã một lần trên phiếu kèm theo. Không bắt buộc; không trả lời cũng không ảnh hưởng gì đến hồ sơ của ông/bà.`,
    privacy: (eraseOn: string) =>
      `Phiếu kèm theo không ghi tên và không ai biết mã nào gửi cho ai, nên câu trả lời không nối được với ông/bà. Danh sách dùng để gửi thư này sẽ được xóa vào ngày ${eraseOn}.`,
  },
  en: {
    short:
      'You were drawn at random to say what you think of this office. Please answer with the code on the slip in this envelope. It is voluntary; nobody knows which code was sent to whom.',
  },
} as const;
