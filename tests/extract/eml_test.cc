#ifdef ASSAY_WITH_MAIL
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/unicode.h"
#include "tests/extract/recording_sink.h"

namespace assay::extract {
extern const Extractor kEml, kMbox;
namespace {

using testing::RecordingSink;

RecordingSink read(const Extractor& extractor, std::string bytes, Limits limits = testing::roomy_limits()) {
  RecordingSink sink(limits);
  base::MemorySource source(std::move(bytes));
  const auto done = extractor.run(source, {.name = "mail.eml", .format = extractor.id}, sink);
  EXPECT_TRUE(done.ok());
  for (const auto& piece : sink.texts) EXPECT_TRUE(base::is_valid_utf8(piece.text));
  return sink;
}
RecordingSink read(std::string bytes) { return read(kEml, std::move(bytes)); }

std::string value_of(const RecordingSink& sink, std::string_view field) {
  for (const auto& piece : sink.texts) {
    if (piece.field == field) return piece.text;
  }
  return "(none)";
}
bool has_gap(const RecordingSink& sink, Reason reason) {
  return std::any_of(sink.gaps.begin(), sink.gaps.end(), [&](const auto& gap) { return gap.reason == reason; });
}

TEST(Eml, HeadersAreFieldsWithPlaces) {
  const std::string mail = "Subject: plain words\r\nX-Long: one\r\n two\r\n\r\nbody\r\n";
  const auto sink = read(mail);
  EXPECT_EQ(sink.all_text(), "Subject: plain words\nX-Long: one two\nbody\r\n");
  const auto& subject = sink.texts[2];
  EXPECT_EQ(subject.field, "Subject");
  EXPECT_EQ(subject.locator, (Locator{LocatorKind::kHeader, "Subject", 0}));
  EXPECT_EQ(subject.fit, StoredFit::kExact);
  EXPECT_EQ(mail.substr(subject.stored.begin, subject.stored.size()), "plain words");
  const auto& body = sink.texts.back();
  EXPECT_EQ(body.locator, (Locator{LocatorKind::kLine, "", 5}));
  EXPECT_EQ(mail.substr(body.stored.begin, body.stored.size()), "body\r\n");
}

TEST(Eml, EncodedWords) {
  EXPECT_EQ(value_of(read("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_an?= alle\n\n"), "Subject"),
            "Gr\xC3\xBC\xC3\x9F"
            "e an alle");
  EXPECT_EQ(value_of(read("Subject: =?ISO-8859-1?B?R3L832U=?=\n\n"), "Subject"),
            "Gr\xC3\xBC\xC3\x9F"
            "e");
  EXPECT_EQ(value_of(read("Subject: =?utf-8?Q?=C3?=\n =?utf-8?Q?=BC?=\n\n"), "Subject"), "\xC3\xBC") << "split character";
  EXPECT_EQ(value_of(read("Subject: a =?utf-8*de?q?b?= c\n\n"), "Subject"), "a b c") << "RFC 2231 language";
  EXPECT_EQ(value_of(read("Subject: =?utf-8?x?a?= =? b\n\n"), "Subject"), "=?utf-8?x?a?= =? b") << "no words";
  EXPECT_EQ(value_of(read("Subject: gr\xFC\xDF\n\n"), "Subject"), "gr\xC3\xBC\xC3\x9F") << "raw 8 bit";
}

TEST(Eml, AlternativesAttachmentsPreambleEpilogue) {
  const auto sink = read(
      "Content-Type: multipart/mixed; boundary=\"b 1\"\n\npreamble\n--b 1\n"
      "Content-Type: multipart/alternative; boundary=in\n\n--in\n\nplain\n--in\nContent-Type: text/html; charset=iso-8859-15\n\n"
      "<p>html</p>\n--in--\ninner epilogue\n--b 1\n"
      "Content-Type: application/pdf; name=x\nContent-Disposition: attachment; filename*0*=utf-8''Gr%C3%BC; filename*1=sse.pdf\n"
      "Content-Transfer-Encoding: base64\n\nJVBE\nRi0=\n--b 1--\nepilogue\n");
  for (const char* words : {"preamble", "plain", "inner epilogue", "epilogue"}) {
    EXPECT_NE(sink.all_text().find(words), std::string::npos) << words;
  }
  EXPECT_EQ(sink.all_text().find("JVBE"), std::string::npos);
  ASSERT_EQ(sink.children.size(), 2u);
  EXPECT_EQ(sink.children[0].name, "part-4.html");
  EXPECT_EQ(sink.children[0].media_type, "text/html");
  EXPECT_EQ(sink.children[0].bytes, "<p>html</p>");
  EXPECT_EQ(sink.children[1].name,
            "Gr\xC3\xBC"
            "sse.pdf");
  EXPECT_EQ(sink.children[1].bytes, "%PDF-");
  EXPECT_TRUE(sink.gaps.empty());
}

TEST(Eml, TransferEncodings) {
  const auto body = [](std::string_view encoding, std::string_view text) {
    const auto sink = read("Content-Transfer-Encoding: " + std::string(encoding) + "\n\n" + std::string(text));
    return sink.texts.empty() ? std::string() : sink.texts.back().text;
  };
  EXPECT_EQ(body("quoted-printable", "a=20b=\n c=3D=C3=BC=ZZ\n"), "a b c=\xC3\xBC=ZZ\n");
  EXPECT_EQ(body("QUOTED-PRINTABLE", "soft= \t\r\nbreak"), "softbreak");
  EXPECT_EQ(body("base64", "SGFs\r\nbG8=\r\n"), "Hallo");
  EXPECT_EQ(body("base64", "SGFs*bG8="), "Hallo") << "junk is skipped";
  EXPECT_EQ(body("base64", "SGFs\nbG8=V2VsdA=="), "HalloWelt") << "text behind padding counts";
  EXPECT_EQ(body("8bit", "as is"), "as is");
}

TEST(Eml, TruncatedBase64IsNoticed) {
  const auto text = read("Content-Transfer-Encoding: base64\n\nSGFsbG8gV2Vsd");
  EXPECT_EQ(text.texts.back().text, "Hallo Wel");
  EXPECT_TRUE(has_gap(text, Reason::kTruncated));
  const auto whole = read("Content-Transfer-Encoding: base64\n\nSGFsbG8gV2VsdA==");
  EXPECT_FALSE(has_gap(whole, Reason::kTruncated));
  const auto attached = read("Content-Type: image/png; name=a\nContent-Transfer-Encoding: base64\n\nSGFsb");
  ASSERT_EQ(attached.children.size(), 1u);
  EXPECT_EQ(attached.children[0].bytes, "Hal");
  EXPECT_TRUE(has_gap(attached, Reason::kTruncated));
}

TEST(Eml, CharsetsThatLie) {
  const auto sink = read(
      "Content-Type: text/plain; charset=utf-8\n\nStra\xDF"
      "e f\xFC"
      "r alle\n");
  EXPECT_NE(sink.all_text().find("Stra\xC3\x9F"
                                 "e"),
            std::string::npos);
  const auto japanese = read("Content-Type: text/plain; charset=iso-2022-jp\n\n\x1B$B$3$s\x1B(B\n");
  EXPECT_NE(japanese.all_text().find("\xE3\x81\x93\xE3\x82\x93"), std::string::npos);
}

TEST(Eml, UuencodeInTheBody) {
  const auto sink = read("\nbefore\nbegin 644 note.txt\n#0V%T\n`\nend\nafter\nbegin 644 is no block\ntext\n");
  ASSERT_EQ(sink.children.size(), 1u);
  EXPECT_EQ(sink.children[0].name, "note.txt");
  EXPECT_EQ(sink.children[0].bytes, "Cat");
  EXPECT_EQ(sink.all_text(), "before\n\nafter\nbegin 644 is no block\ntext\n");
  EXPECT_TRUE(sink.gaps.empty());
  const auto cut = read("\nbegin 644 note.txt\n#0V%T\n");
  EXPECT_TRUE(has_gap(cut, Reason::kTruncated));
}

TEST(Eml, AForgottenClosingBoundaryIsSaidButNothingIsUnread) {
  const auto unread = [](std::string bytes) {
    const auto sink = read(std::move(bytes));
    EXPECT_TRUE(has_gap(sink, Reason::kTruncated));
    return std::any_of(sink.gaps.begin(), sink.gaps.end(), [](const auto& gap) { return gap.gap_class == GapClass::kContent; });
  };
  const std::string head = "Content-Type: multipart/mixed; boundary=x\n\n";
  EXPECT_FALSE(unread(head + "--x\n\ntext\n"));
  EXPECT_FALSE(unread(head + "--x\n\ntext\n--x\n"));
  EXPECT_TRUE(unread(head + "text\n")) << "never taken apart";
  EXPECT_TRUE(unread(head + "--x\nContent-Transfer-Encoding: base64\n\ndGV4dHRl\n")) << "may be cut between two groups";
  EXPECT_TRUE(unread(head + "--x\nContent-Disposition: attachment\n\nPK\n")) << "may be cut";
}

TEST(Eml, NestedMessagesAreChildren) {
  const auto sink =
      read("Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: one\n\nfirst\n--d\n\nSubject: two\n\nsecond\n--d--\n");
  ASSERT_EQ(sink.children.size(), 2u);
  EXPECT_EQ(sink.children[0].media_type, "message/rfc822");
  EXPECT_EQ(sink.children[0].bytes, "Subject: one\n\nfirst");
  EXPECT_EQ(sink.children[1].bytes, "Subject: two\n\nsecond");
}

TEST(Eml, SealedMailIsSaidAloud) {
  EXPECT_TRUE(has_gap(read("\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n"), Reason::kEncryptedPart));
  const auto pgp = read(
      "Content-Type: multipart/encrypted; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
      "--e\nContent-Type: application/octet-stream\n\nhQEM\n--e--\n");
  EXPECT_TRUE(has_gap(pgp, Reason::kEncryptedPart));
  ASSERT_EQ(pgp.children.size(), 1u);
  EXPECT_TRUE(pgp.children[0].encrypted);
  const std::string head = "Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n";
  const auto enveloped = read(head + "MIAGCSqGSIb3DQEHA6CAMIA=\n");
  ASSERT_EQ(enveloped.children.size(), 1u);
  EXPECT_TRUE(enveloped.children[0].encrypted);
  const auto is_signed = read(head + "MIAGCSqGSIb3DQEHAqCAMIA=\n");
  ASSERT_EQ(is_signed.children.size(), 1u);
  EXPECT_FALSE(is_signed.children[0].encrypted);
}

TEST(Eml, PiecesElsewhereAreGaps) {
  EXPECT_TRUE(has_gap(read("Content-Type: message/partial; id=1; number=1\n\nx\n"), Reason::kExternalContent));
  EXPECT_TRUE(has_gap(read("Content-Type: message/external-body; access-type=URL\n\nx\n"), Reason::kExternalContent));
}

TEST(Eml, DeepNestingEndsWithoutRecursion) {
  std::string mail;
  for (int i = 0; i < 10'000; ++i) {
    const std::string b = "b" + std::to_string(i);
    mail += (i == 0 ? "" : "--b" + std::to_string(i - 1) + "\n") + "Content-Type: multipart/mixed; boundary=" + b + "\n\n";
  }
  mail += "--b9999\n\ndeep secret\n";
  const auto sink = read(mail);
  EXPECT_TRUE(has_gap(sink, Reason::kDepth));
  EXPECT_NE(sink.all_text().find("deep secret"), std::string::npos);
}

TEST(Eml, BoundaryTricks) {
  const auto prefix = read(
      "Content-Type: multipart/mixed; boundary=abc\n\n--abc\nContent-Type: multipart/mixed; boundary=abcd\n\n--abcd\n\none\n"
      "--abcd--\n--abc\n\ntwo\n--abc--\n");
  EXPECT_NE(prefix.all_text().find("one"), std::string::npos);
  EXPECT_NE(prefix.all_text().find("two"), std::string::npos);
  EXPECT_EQ(prefix.all_text().find("--abc"), std::string::npos);
  EXPECT_TRUE(prefix.gaps.empty());
  EXPECT_TRUE(has_gap(read("Content-Type: multipart/mixed\n\n--x\n\ntext\n"), Reason::kBadStructure));
  EXPECT_TRUE(has_gap(read("Content-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n"), Reason::kTruncated));
  EXPECT_TRUE(has_gap(read("Content-Type: text/plain\nContent-Type: text/html\n\nx\n"), Reason::kHeaderConflict));
  EXPECT_TRUE(has_gap(read("Content-Transfer-Encoding: x-own\n\nx\n"), Reason::kUnsupportedMethod));
}

TEST(Eml, LongHeaderLineIsAllThere) {
  const std::string mail = "X-Big: " + std::string(3 << 20, 'v') + "END\nSubject: s\n\n";
  const auto sink = read(mail);
  EXPECT_TRUE(sink.all_text() == mail.substr(0, mail.size() - 2));  // not EXPECT_EQ: it would print it
  EXPECT_EQ(value_of(sink, "Subject"), "s");
  for (const auto& piece : sink.texts) EXPECT_LT(piece.text.size(), 1u << 20);
}

TEST(Eml, EveryCutIsReadWithoutHarm) {
  const std::string mail =
      "From a\nSubject: =?utf-8?Q?=C3=BC?=\nContent-Type: multipart/mixed; boundary=\"q\"\n\np\n--q\nContent-Transfer-Encoding: "
      "quoted-printable\n\na=3D\n--q\nContent-Type: a/b; name*0*=utf-8''x%20; name*1=y\nContent-Transfer-Encoding: "
      "base64\n\nQUJD\n"
      "--q\n\nbegin 644 a\n#0V%T\nend\n--q--\ne\n";
  for (std::size_t size = 0; size <= mail.size(); ++size) (void)read(mail.substr(0, size));
  for (std::size_t at = 0; at < mail.size(); ++at) {
    std::string broken = mail;
    broken[at] = '\xFF';
    (void)read(broken);
  }
}

TEST(Mbox, MessagesAreChildren) {
  const auto sink = read(kMbox, "From a Mon\nSubject: 1\n\nx\nFrom here on text\n\nFrom b Tue\nSubject: 2\n\ny\n");
  ASSERT_EQ(sink.children.size(), 2u);
  EXPECT_EQ(sink.children[0].name, "message-1.eml");
  EXPECT_EQ(sink.children[0].bytes, "From a Mon\nSubject: 1\n\nx\nFrom here on text\n\n");
  EXPECT_EQ(sink.children[1].bytes, "From b Tue\nSubject: 2\n\ny\n");
}

}  // namespace
}  // namespace assay::extract
#endif
