// Entries that are being written; removed when all are.
#include "process/ProcessExit.h"
#include "snow/Runtime/ABI/Runtime.h"
using namespace snow::rt;
#define PENDING __attribute__((weak))
extern "C" {
PENDING int64_t snow_value_hash(void *, int64_t) { panic("snow_value_hash"); }
PENDING int64_t snow_hash_combine(int64_t, int64_t) {
  panic("snow_hash_combine");
}
PENDING int8_t snow_any_matches(void *, void *) { panic("snow_any_matches"); }
PENDING int64_t snow_any_get(void *, void *) { panic("snow_any_get"); }
PENDING void snow_panic_index(int64_t, int64_t) { panic("snow_panic_index"); }
PENDING void snow_panic_key(void *, int64_t) { panic("snow_panic_key"); }
PENDING int64_t snow_tuple_nth(void *, void *, int64_t) {
  panic("snow_tuple_nth");
}
PENDING int64_t snow_string_length(void *) { panic("snow_string_length"); }
PENDING void *snow_string_slice(void *, int64_t, int64_t) {
  panic("snow_string_slice");
}
PENDING void *snow_string_index(void *, int64_t) { panic("snow_string_index"); }
PENDING int64_t snow_string_next(void *, int64_t) { panic("snow_string_next"); }
PENDING void *snow_string_part(void *, int64_t, int64_t) {
  panic("snow_string_part");
}
PENDING int8_t snow_string_contains(void *, void *) {
  panic("snow_string_contains");
}
PENDING int8_t snow_string_starts_with(void *, void *) {
  panic("snow_string_starts_with");
}
PENDING int8_t snow_string_ends_with(void *, void *) {
  panic("snow_string_ends_with");
}
PENDING void *snow_string_trim(void *) { panic("snow_string_trim"); }
PENDING void *snow_string_to_upper(void *) { panic("snow_string_to_upper"); }
PENDING void *snow_string_to_lower(void *) { panic("snow_string_to_lower"); }
PENDING void *snow_string_replace(void *, void *, void *) {
  panic("snow_string_replace");
}
PENDING void *snow_string_split(void *, void *) { panic("snow_string_split"); }
PENDING void *snow_string_join(void *, void *) { panic("snow_string_join"); }
PENDING void *snow_string_to_int(void *) { panic("snow_string_to_int"); }
PENDING void *snow_string_to_float(void *) { panic("snow_string_to_float"); }
PENDING void *snow_list_new(int64_t) { panic("snow_list_new"); }
PENDING void *snow_list_prepend(void *, void *, int64_t) {
  panic("snow_list_prepend");
}
PENDING void *snow_list_concat(void *, void *, void *) {
  panic("snow_list_concat");
}
PENDING void *snow_list_reverse(void *, void *) { panic("snow_list_reverse"); }
PENDING int64_t snow_list_length(void *) { panic("snow_list_length"); }
PENDING void *snow_list_set(void *, void *, int64_t, int64_t) {
  panic("snow_list_set");
}
PENDING int64_t snow_list_head(void *, void *) { panic("snow_list_head"); }
PENDING int64_t snow_list_last(void *, void *) { panic("snow_list_last"); }
PENDING void *snow_list_tail(void *, void *) { panic("snow_list_tail"); }
PENDING void *snow_list_take(void *, void *, int64_t) {
  panic("snow_list_take");
}
PENDING void *snow_list_drop(void *, void *, int64_t) {
  panic("snow_list_drop");
}
PENDING void *snow_list_slice(void *, void *, int64_t, int64_t) {
  panic("snow_list_slice");
}
PENDING int8_t snow_list_contains(void *, void *, int64_t) {
  panic("snow_list_contains");
}
PENDING void *snow_list_flatten(void *, void *) { panic("snow_list_flatten"); }
PENDING void *snow_list_sort(void *, void *) { panic("snow_list_sort"); }
PENDING void *snow_map_new() { panic("snow_map_new"); }
PENDING void *snow_map_put(void *, void *, void *, int64_t, int64_t) {
  panic("snow_map_put");
}
PENDING void *snow_map_delete(void *, void *, void *, int64_t) {
  panic("snow_map_delete");
}
PENDING int64_t snow_map_get(void *, void *, void *, int64_t) {
  panic("snow_map_get");
}
PENDING void *snow_map_find(void *, void *, void *, int64_t) {
  panic("snow_map_find");
}
PENDING int64_t snow_map_get_or(void *, void *, void *, int64_t, int64_t) {
  panic("snow_map_get_or");
}
PENDING int8_t snow_map_has_key(void *, void *, int64_t) {
  panic("snow_map_has_key");
}
PENDING int64_t snow_map_size(void *) { panic("snow_map_size"); }
PENDING void *snow_map_keys(void *, void *) { panic("snow_map_keys"); }
PENDING void *snow_map_values(void *, void *) { panic("snow_map_values"); }
PENDING void *snow_map_to_list(void *, void *, void *) {
  panic("snow_map_to_list");
}
PENDING void *snow_map_from_list(void *, void *, void *) {
  panic("snow_map_from_list");
}
PENDING void *snow_map_merge(void *, void *, void *, void *) {
  panic("snow_map_merge");
}
PENDING int64_t snow_map_next(void *, int64_t) { panic("snow_map_next"); }
PENDING int64_t snow_map_key_at(void *, void *, int64_t) {
  panic("snow_map_key_at");
}
PENDING int64_t snow_map_value_at(void *, void *, int64_t) {
  panic("snow_map_value_at");
}
PENDING void *snow_set_new() { panic("snow_set_new"); }
PENDING void *snow_set_add(void *, void *, int64_t) { panic("snow_set_add"); }
PENDING void *snow_set_remove(void *, void *, int64_t) {
  panic("snow_set_remove");
}
PENDING int8_t snow_set_contains(void *, void *, int64_t) {
  panic("snow_set_contains");
}
PENDING int64_t snow_set_size(void *) { panic("snow_set_size"); }
PENDING void *snow_set_union(void *, void *, void *) {
  panic("snow_set_union");
}
PENDING void *snow_set_intersection(void *, void *, void *) {
  panic("snow_set_intersection");
}
PENDING void *snow_set_difference(void *, void *, void *) {
  panic("snow_set_difference");
}
PENDING void *snow_set_to_list(void *, void *) { panic("snow_set_to_list"); }
PENDING void *snow_set_from_list(void *, void *) {
  panic("snow_set_from_list");
}
PENDING int64_t snow_set_next(void *, int64_t) { panic("snow_set_next"); }
PENDING int64_t snow_set_at(void *, void *, int64_t) { panic("snow_set_at"); }
PENDING void *snow_queue_new() { panic("snow_queue_new"); }
PENDING void *snow_queue_push(void *, void *, int64_t) {
  panic("snow_queue_push");
}
PENDING void *snow_queue_pop(void *, void *) { panic("snow_queue_pop"); }
PENDING int64_t snow_queue_peek(void *, void *) { panic("snow_queue_peek"); }
PENDING int64_t snow_queue_size(void *) { panic("snow_queue_size"); }
PENDING void *snow_queue_to_list(void *) { panic("snow_queue_to_list"); }
PENDING void *snow_range_new(int64_t, int64_t) { panic("snow_range_new"); }
PENDING int64_t snow_range_length(void *) { panic("snow_range_length"); }
PENDING int8_t snow_range_contains(void *, int64_t) {
  panic("snow_range_contains");
}
PENDING void *snow_range_to_list(void *) { panic("snow_range_to_list"); }
PENDING int64_t snow_math_abs_int(int64_t) { panic("snow_math_abs_int"); }
PENDING double snow_math_abs_float(double) { panic("snow_math_abs_float"); }
PENDING int64_t snow_math_min_int(int64_t, int64_t) {
  panic("snow_math_min_int");
}
PENDING double snow_math_min_float(double, double) {
  panic("snow_math_min_float");
}
PENDING int64_t snow_math_max_int(int64_t, int64_t) {
  panic("snow_math_max_int");
}
PENDING double snow_math_max_float(double, double) {
  panic("snow_math_max_float");
}
PENDING double snow_math_pow(double, double) { panic("snow_math_pow"); }
PENDING double snow_math_sqrt(double) { panic("snow_math_sqrt"); }
PENDING int64_t snow_math_floor(double) { panic("snow_math_floor"); }
PENDING int64_t snow_math_ceil(double) { panic("snow_math_ceil"); }
PENDING int64_t snow_math_round(double) { panic("snow_math_round"); }
PENDING int64_t snow_float_to_int(double) { panic("snow_float_to_int"); }
PENDING double snow_int_to_float(int64_t) { panic("snow_int_to_float"); }
PENDING void *snow_json_parse(void *) { panic("snow_json_parse"); }
PENDING void *snow_json_encode(void *, int64_t) { panic("snow_json_encode"); }
PENDING void *snow_json_decode(void *, void *) { panic("snow_json_decode"); }
PENDING void *snow_row_decode(void *, void *) { panic("snow_row_decode"); }
PENDING void *snow_json_get(void *, void *) { panic("snow_json_get"); }
PENDING void *snow_json_at(void *, int64_t) { panic("snow_json_at"); }
PENDING void *snow_json_as_int(void *) { panic("snow_json_as_int"); }
PENDING void *snow_json_as_float(void *) { panic("snow_json_as_float"); }
PENDING void *snow_json_as_string(void *) { panic("snow_json_as_string"); }
PENDING void *snow_json_as_bool(void *) { panic("snow_json_as_bool"); }
PENDING void *snow_json_as_list(void *) { panic("snow_json_as_list"); }
PENDING void *snow_json_as_map(void *) { panic("snow_json_as_map"); }
PENDING int8_t snow_json_is_null(void *) { panic("snow_json_is_null"); }
PENDING void *snow_io_read_line() { panic("snow_io_read_line"); }
PENDING void *snow_env_get(void *) { panic("snow_env_get"); }
PENDING void *snow_env_args() { panic("snow_env_args"); }
PENDING void *snow_file_read(void *) { panic("snow_file_read"); }
PENDING void *snow_file_write(void *, void *) { panic("snow_file_write"); }
PENDING void *snow_file_append(void *, void *) { panic("snow_file_append"); }
PENDING int8_t snow_file_exists(void *) { panic("snow_file_exists"); }
PENDING void *snow_file_delete(void *) { panic("snow_file_delete"); }
}
