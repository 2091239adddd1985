# SPDX-License-Identifier: GPL-3.0-or-later
# Runs PROGRAM as it is and with the C library told not to use AVX2 and FMA, which changes the last
# bits of its own log, exp and pow; what is printed has to be GOLDEN's bytes both times.
function(fingerprint variable)
    execute_process(COMMAND ${ARGN} "${PROGRAM}" OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
    set(${variable} "${printed}" PARENT_SCOPE)
endfunction()

fingerprint(plain "${CMAKE_COMMAND}" -E env)
fingerprint(without_fma "${CMAKE_COMMAND}" -E env
    "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA,-FMA4")
file(READ "${GOLDEN}" golden)

if(NOT plain STREQUAL without_fma)
    message(FATAL_ERROR "The draws depend on the processor.\nWith FMA:\n${plain}Without:\n${without_fma}")
endif()
if(NOT plain STREQUAL golden)
    message(FATAL_ERROR "The draws have changed.\nExpected:\n${golden}Printed:\n${plain}")
endif()
