/**
 * The commonest given names, as the normaliser leaves them: a name without a title is known by nothing else. Names that
 * are everyday words of a reply («امید», «Will») are left out; who else was named is told by other rules.
 */
const listed = (words: string) => words.trim().split(/\s+/)

export const GIVEN_NAMES: ReadonlySet<string> = new Set([
  ...listed(`
    محمد علی حسین حسن رضا مهدی امیر احمد محمود مصطفی مرتضی سعید حمید مجید وحید جواد ابراهیم اسماعیل یوسف یعقوب اکبر اصغر
    عباس قاسم کاظم صادق جعفر باقر تقی نقی هادی بهزاد بهروز بهنام بهرام فرهاد فرزاد فرشید فریدون کامران کیان کیوان کوروش
    داریوش ارش سیاوش رستم سهراب پیمان پویا پوریا نیما سینا سامان ساسان شهرام شهاب بابک مازیار ایمان ارمین ارمان میلاد
    فاطمه زهرا مریم زینب معصومه خدیجه سمیه رقیه سکینه لیلا نرگس نسرین نسترن یاسمن مهسا مهناز مینا مینو میترا منیژه پریسا
    پروین پروانه پگاه نازنین نگار نگین نیلوفر ندا هدی هانیه الهام الهه الناز ازاده اتنا ساناز سارا سمیرا سپیده شیرین شیوا
    شقایق شبنم فرزانه فرشته فریبا فریده کتایون گلناز ژاله طاهره صدیقه
    عبدالله عبدالرحمن عبدالعزیز خالد فهد سلطان سلمان ترکی بندر نواف مشاری ماجد ناصر منصور طارق عمر عثمان بلال زید حمزه
    انس معاذ ایهاب هشام وایل یاسر ایمن اشرف شریف کریم محسن عادل فیصل راشد حمد سیف مروان بسام غسان نزار جورج الیاس
    عایشه امنه حفصه اسما شیما هبه ریم رنا رانیا دینا دانا لجین لمی لینا لیلی نوره منال منی هند هیفا غاده سعاد سلمی سمیه
    شهد جواهر العنود مها نجلا وفا ولا یاسمین فاتن هاله`),
  ...listed(`
    james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony steven andrew
    paul joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan
    stephen larry justin scott brandon benjamin samuel gregory alexander patrick dennis jerry tyler aaron henry peter adam
    oliver harry jack mohammed muhammad ahmed omar hassan hussein ali mary patricia jennifer linda elizabeth barbara susan
    jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah
    stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha
    katherine christine debra rachel carolyn janet catherine maria heather diane olivia julie joyce victoria kelly
    fatima aisha maryam priya amit raj sanjay`),
])
