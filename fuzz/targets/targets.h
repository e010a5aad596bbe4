// One function per file of this folder; extractors share one (extractor.h).
#pragma once
#include <string_view>

namespace assay::fuzz {

void fuzz_identify(std::string_view bytes);
void fuzz_charset(std::string_view bytes);
void fuzz_mail_words(std::string_view bytes);
void fuzz_transfer(std::string_view bytes);
void fuzz_match_view(std::string_view bytes);
void fuzz_readings(std::string_view bytes);
void fuzz_pattern(std::string_view bytes);
void fuzz_finders(std::string_view bytes);
void fuzz_candidates(std::string_view bytes);
void fuzz_rules(std::string_view bytes);
void fuzz_convert(std::string_view bytes);
void fuzz_glob(std::string_view bytes);
void fuzz_allow(std::string_view bytes);
void fuzz_labelled(std::string_view bytes);
void fuzz_report_reader(std::string_view bytes);
void fuzz_json_line(std::string_view bytes);
void fuzz_cache_file(std::string_view bytes);
void fuzz_pack_image(std::string_view bytes);
void fuzz_finder_image(std::string_view bytes);
void fuzz_protocol(std::string_view bytes);
void fuzz_worker_loop(std::string_view bytes);
void fuzz_windows(std::string_view bytes);
void fuzz_scan(std::string_view bytes);

}  // namespace assay::fuzz
