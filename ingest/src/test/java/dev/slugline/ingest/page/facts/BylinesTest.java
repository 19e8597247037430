package dev.slugline.ingest.page.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slugline.ingest.Spent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BylinesTest {
  private static List<String> split(String names) {
    return names == null ? List.of() : List.of(names.split("; ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "By Ana Reed > Ana Reed",
        "BY ANA REED > Ana Reed",
        "by: Ana Reed and Ben Oak > Ana Reed; Ben Oak",
        "Written by Ana Reed, Ben Oak & Cy Elm > Ana Reed; Ben Oak; Cy Elm",
        "By Ana Reed, Political Correspondent > Ana Reed",
        "By Ana Reed, Skerrow Post > Ana Reed; Skerrow Post",
        "By Ana Reed and Ben Oak, Skerrow Post > Ana Reed; Ben Oak",
        "By Ana Reed in London and Ben Oak in Osterby > Ana Reed; Ben Oak",
        "By Ana Reed | 3 March 2025 | Print > Ana Reed",
        "By Ana Reed March 3, 2025 10:15 AM > Ana Reed",
        "By Ana Reed, Reuters > Ana Reed",
        "Ana Reed ana.reed@skerrow.example > Ana Reed",
        "Ana Reed (@anareed) > Ana Reed",
        "Chief Political Correspondent Ana Reed > Ana Reed",
        "Ana Reed Senior Editor > Ana Reed",
        "JAN VAN DER MEER > Jan van der Meer",
        "SEÁN O'BRIEN-MCDONALD > Seán O'Brien-Mcdonald",
        "RORY MCCANN > Rory McCann",
        "J.R. OAK > J.R. Oak",
        "Martin Oak, Jr. > Martin Oak Jr.",
        "Ana Reed, PhD > Ana Reed",
        "Colby Derbyson and Ruby Applebyte > Colby Derbyson; Ruby Applebyte",
        "Anderson Andrade > Anderson Andrade",
        "AFP > AFP",
        "Staff Reporter > Staff Reporter",
        "Dr. Ana Reed > Dr. Ana Reed",
        "Von Ana Maria Rohr und Ben Eiche > Ana Maria Rohr; Ben Eiche",
        "Von Ana Rohr, Redakteurin > Ana Rohr",
        "Ein Kommentar von Ana Rohr > Ana Rohr",
        "Par Anne Roseau et Benoît Chêne > Anne Roseau; Benoît Chêne",
        "Par Anne Roseau, envoyée spéciale à Kell > Anne Roseau",
        "Publié par Anne de La Roche > Anne de La Roche",
        "Por Ana Junco y Benito Roble > Ana Junco; Benito Roble",
        "José Ortega y Gasset > José Ortega y Gasset",
        "Por Ana Junco, corresponsal > Ana Junco",
        "Por João da Silva e Ana Carvalho > João da Silva; Ana Carvalho",
        "Di Anna Canna e Bruno Quercia > Anna Canna; Bruno Quercia",
        "a cura di Anna Canna > Anna Canna",
        "Door Anna van der Riet en Bart Eik > Anna van der Riet; Bart Eik",
        "Av Anna Vass och Bo Ek > Anna Vass; Bo Ek",
        "Af Anna Siv og Bo Eg > Anna Siv; Bo Eg",
        "Teksti: Anna Ruoko ja Pekka Tammi > Anna Ruoko; Pekka Tammi",
        "Autor: Anna Trzcina i Jan Dąb > Anna Trzcina; Jan Dąb",
        "Oprac. Anna Trzcina > Oprac. Anna Trzcina",
        "Autor: Anna Rákosová a Jan Dub > Anna Rákosová; Jan Dub",
        "Szerző: Nagy Anna és Kis Béla > Nagy Anna; Kis Béla",
        "Autor: Ana Stuf și Ion Stejar > Ana Stuf; Ion Stejar",
        "Автор: Анна Тростник и Иван Дуб > Анна Тростник; Иван Дуб",
        "Корреспондент Анна Тростник > Анна Тростник",
        "Анна Тростник, специальный корреспондент > Анна Тростник",
        "Автор: Ганна Очерет та Іван Дуб > Ганна Очерет; Іван Дуб",
        "Γράφει η Άννα Καλάμη > Άννα Καλάμη",
        "Yazan: Ayşe Kamış ve Ali Meşe > Ayşe Kamış; Ali Meşe",
        "Penulis: Ani Buluh dan Budi Jati > Ani Buluh; Budi Jati",
        "Tác giả: Nguyễn Văn An và Trần Thị Bình > Nguyễn Văn An; Trần Thị Bình",
        "بقلم أحمد القصب > أحمد القصب",
        "كتبت: ليلى سعيد و أحمد القصب > ليلى سعيد; أحمد القصب",
        "نویسنده: رضا بلوط > رضا بلوط",
        "تحریر: علی رضا اور احمد خان > علی رضا; احمد خان",
        "מאת: דנה אלון > דנה אלון",
        "लेखक: अनिल बेंत और सुनीता वर्मा > अनिल बेंत; सुनीता वर्मा",
        "अनिल बेंत संवाददाता > अनिल बेंत",
        "লেখক: অনিল দাস ও রিনা সেন > অনিল দাস; রিনা সেন",
        "ผู้เขียน: สมชาย ใจดี > สมชาย ใจดี",
        "記者王小明/台北報導 > 王小明",
        "記者 王小明 > 王小明",
        "本报记者 张三 李四 王小五 > 张三; 李四; 王小五",
        "作者：张三、李四 > 张三; 李四",
        "文/張三 > 張三",
        "張三 記者 > 張三",
        "山田 太郎 > 山田 太郎",
        "編集委員　山田太郎 > 山田太郎",
        "マイケル・オーク > マイケル・オーク",
        "홍길동 기자 > 홍길동",
        "홍길동·김철수 기자 > 홍길동; 김철수",
        "홍길동 기자 | 입력 2025.01.23 05:01 > 홍길동",
        "Écrit par Anne Roseau Publié le lundi 9 septembre 2019 11:27 > Anne Roseau",
        "Ana Standish 3 March 2025 > Ana Standish",
        "记者 沈知渝 2025-04-09 08:16 责任编辑：秋实 > 沈知渝",
        "ANNE DE LA ROCHE > Anne de la Roche",
        "АННА ТРОСТНИК > Анна Тростник",
        "ANNA RUOKO, toimittaja > Anna Ruoko",
        "Anna Siv, udlandskorrespondent > Anna Siv",
        "Anna Canna, caporedattore > Anna Canna",
        "Anna Trzcina, publicystka > Anna Trzcina",
        "Anna Rákosová, komentátorka > Anna Rákosová",
        "Nagy Anna, főszerkesztő > Nagy Anna",
        "Ana Stuf, corespondentă > Ana Stuf",
        "Άννα Καλάμη, δημοσιογράφος > Άννα Καλάμη",
        "Анна Тростник, колумнистка > Анна Тростник",
        "Ани Трн, дописник > Ани Трн",
        "สมชาย ใจดี นักข่าว > สมชาย ใจดี",
        "글 홍길동 > 홍길동"
      })
  void namesComeOutOfBylines(String line, String names) {
    assertThat(Bylines.names(line)).as(line).containsExactlyElementsOf(split(names));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "admin",
        "By",
        "Share",
        "Print",
        "rmb8090",
        "3 March 2025",
        "November 13, 2023",
        "Published on March 3, 2025",
        "https://social.example/ana.reed",
        "@anareed",
        "ana@skerrow.example",
        "Updated",
        "in Osterby",
        "What do you think?",
        "5 min read"
      })
  void whatIsNoNameIsLeftOut(String line) {
    assertThat(Bylines.names(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "By Ana Reed > Ana Reed",
        "By Ana Reed in Osterby > Ana Reed",
        "Von Ana Rohr und Ben Eiche > Ana Rohr; Ben Eiche",
        "Par Anne Roseau | 3 mars 2025 > Anne Roseau",
        "Автор: Иван Дуб > Иван Дуб",
        "記者王小明／台北報導 > 王小明",
        "홍길동 기자 > 홍길동",
        "홍길동 기자 2025.05.10. 07:00 > 홍길동",
        "लेखक: अनिल बेंत > अनिल बेंत"
      })
  void aLineThatSaysThatItIsABylineIsOne(String line, String names) {
    assertThat(Bylines.told(line)).as(line).containsExactlyElementsOf(split(names));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "By the way, the tower is red.",
        "By 2030 the harbour will be deeper.",
        "記者が現地を歩き、変わりゆく町並みを取材した。",
        "（编辑：何冬）",
        "By night the ferry is empty",
        "By Monday evening all tickets had gone, the board said.",
        "By Design",
        "By Tuesday",
        "By Rail to Osterby and Back Again",
        "By painting his tower red, the keeper of Skerrow has dismayed the pilots who knew it white.",
        "By Ana Reed the tower was once called a monument to one man's taste, and it has stayed so.",
        "Von Osterby nach Kell",
        "Von den Lotsen kam kein Wort",
        "Par ailleurs, la tour est rouge",
        "Por ahora no hay fecha",
        "Di notte il traghetto è vuoto",
        "Av alla båtar är en röd",
        "Door de storm viel de stroom uit",
        "Ana Reed",
        "Stand by your man",
        "От Остерби до Келла",
        "记者从港务局获悉，夜间渡轮将于五月恢复，票价不变。"
      })
  void aLineOfTextIsNoByline(String line) {
    assertThat(Bylines.told(line)).isEmpty();
  }

  @Test
  void aLongLineCostsNoMoreThanItsBeginning() {
    String line = "By " + "Ana Reed, ".repeat(200_000);
    Spent spent = Spent.from();
    assertThat(Bylines.names(line)).containsExactly("Ana Reed");
    assertThat(spent.soFar()).isLessThan(Duration.ofSeconds(2));
  }
}
