/** What is said when there is too much at once: made beforehand, in both languages, with nothing to be fetched. */
const sentences = {
  vi: 'Hiện có quá nhiều người truy cập cùng lúc. Nội dung ông/bà vừa gửi (nếu có) chưa được nhận. Xin chờ vài giây rồi tải lại trang này; nếu trình duyệt hỏi có gửi lại không, xin chọn "Gửi lại": mỗi phiếu chỉ được tính một lần.',
  en: 'Too many people are using this at the moment. What you may just have sent was not taken. Please wait a few seconds and load this page again; if the browser asks whether to send again, choose "Resend": each form counts once only.',
};

export const busyText = `${sentences.vi}\n${sentences.en}\n`;

export const busyHtml = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Xin chờ vài giây / Please wait a few seconds</title>
</head>
<body>
<main>
<h1>Xin chờ vài giây</h1>
<p>${sentences.vi}</p>
<div lang="en">
<h2>Please wait a few seconds</h2>
<p>${sentences.en}</p>
</div>
</main>
</body>
</html>
`;
