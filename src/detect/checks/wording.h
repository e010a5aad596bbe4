// What source code, prose and forms write where a secret could stand.
#pragma once
#include <cstddef>
#include <string_view>

#include "detect/checks/assigned.h"
#include "detect/checks/families.h"

namespace assay::detect::checks {

/// Every byte of other scripts counts as a letter.
inline constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }
inline constexpr bool is_alnum(char c) { return is_letter(c) || is_digit(c); }
/// Signs that neither names nor paths nor numbers hold, but passwords do.
inline constexpr bool is_hard_sign(char c) { return std::string_view("!#$%^?@~").find(c) != std::string_view::npos; }

// None of these may be given an empty text.
/// A variable or a format of some template language: ${VAR}, $(cmd), %s, {{ x }}, <name>, #{x}, @x@.
bool is_template(std::string_view text) noexcept;
/// Calls, members, operators, paths and addresses.
bool is_code(std::string_view text, Assigned::Form form) noexcept;
/// somebody@some.where
bool is_address(std::string_view text) noexcept;
/// 2016-09-08T21:47:36Z
bool is_date(std::string_view text) noexcept;
/// Words joined by signs: my_db-password2, org.example.Type, 2024-01-01, AES/CBC; or one alone: required, 128bit.
bool is_name(std::string_view text, Assigned::Form form) noexcept;
/// Changes between small letters, capitals and digits, per hundred neighbours. Words have few, random strings about sixty.
std::size_t unrest_of(std::string_view text) noexcept;

}  // namespace assay::detect::checks
