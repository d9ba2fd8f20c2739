/**
 * Common parts of passwords in Viet Nam, typed without diacritics, most frequent first: those that lists of leaked
 * passwords show again and again, names of people and places, and words of an office like ours.
 */
export const vietnameseWords: readonly string[] = [
  'matkhau', 'anhyeuem', 'emyeuanh', 'yeuem', 'yeuanh', 'anhyeu', 'khongbiet', 'vietnam', 'hanoi', 'saigon', 'matkhaumoi',
  'tinhyeu', 'yeuemnhieu', 'maimaiyeu', 'maiyeu', 'conyeu', 'giadinh', 'hanhphuc', 'nhoem', 'nhoanh', 'motconvit', 'khongco',
  'khongcomatkhau', 'taikhoan', 'dangnhap', 'quantri', 'quantrivien', 'hethong', 'bimat', 'xinchao', 'chaoban', 'canbo',
  'congchuc', 'congan', 'ubnd', 'uybannhandan', 'hdnd', 'vanphong', 'motcua', 'hanhchinh', 'hanhchinhcong', 'phucvu',
  'caicach', 'caicachhanhchinh', 'cchc', 'khaosat', 'khaosathailong', 'hailong', 'langnghe', 'nguoidan', 'phuong', 'thanhpho',
  'huyen', 'tinh', 'bongda', 'thanhcong', 'mayman', 'maymans', 'bachho', 'motnam', 'zalo', 'hochiminh', 'tphcm', 'danang',
  'haiphong', 'cantho', 'dongthap', 'caolanh', 'hongngu', 'sadec', 'tiengiang', 'mytho', 'angiang', 'longxuyen', 'bentre',
  'vinhlong', 'travinh', 'soctrang', 'baclieu', 'camau', 'kiengiang', 'rachgia', 'haugiang', 'longan', 'tayninh', 'binhduong',
  'binhphuoc', 'dongnai', 'bienhoa', 'vungtau', 'lamdong', 'dalat', 'daklak', 'buonmathuot', 'gialai', 'pleiku', 'kontum',
  'khanhhoa', 'nhatrang', 'phuyen', 'binhdinh', 'quynhon', 'quangngai', 'quangnam', 'hoian', 'hue', 'thuathienhue',
  'quangtri', 'quangbinh', 'hatinh', 'nghean', 'vinh', 'thanhhoa', 'ninhbinh', 'namdinh', 'thaibinh', 'hungyen', 'haiduong',
  'bacninh', 'bacgiang', 'quangninh', 'halong', 'langson', 'caobang', 'hagiang', 'tuyenquang', 'thainguyen', 'phutho',
  'vinhphuc', 'laocai', 'yenbai', 'sonla', 'dienbien', 'hoabinh', 'nguyen', 'nguyenvan', 'nguyenthi', 'nguyenvana', 'tran',
  'tranvan', 'tranthi', 'levan', 'lethi', 'phamvan', 'phamthi', 'hoangvan', 'huynh', 'phan', 'dang', 'bui', 'ngo',
  'duong', 'anh', 'binh', 'chau', 'cuong', 'dung', 'duc', 'giang', 'hai', 'hanh', 'hieu', 'hoa', 'hoang', 'hung',
  'huong', 'khanh', 'lan', 'linh', 'long', 'mai', 'minh', 'nam', 'nga', 'ngoc', 'nhung', 'phong', 'phuc', 'quan', 'quang',
  'quynh', 'son', 'tam', 'thang', 'thanh', 'thao', 'thu', 'thuy', 'trang', 'trung', 'tuan', 'tung', 'tuyet', 'van', 'viet',
  'yen', 'que', 'xuan', 'hanhphuc', 'nhieu', 'yeu',
]; // prettier-ignore
