/* Tells valgrind which bytes are secret: it takes them for bytes nobody has written, and complains when one
 * decides a branch or an address (the way of ctgrind). Outside valgrind these do nothing. */
#include <stddef.h>
#include <valgrind/memcheck.h>

void mark_secret(const void *bytes, size_t count) { (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, count); }

void mark_public(const void *bytes, size_t count) { (void)VALGRIND_MAKE_MEM_DEFINED(bytes, count); }
