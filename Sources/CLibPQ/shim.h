#ifndef CLAPPER_CLIBPQ_SHIM_H
#define CLAPPER_CLIBPQ_SHIM_H

#include <libpq-fe.h>

// What waits for libpq's sockets; Swift's Glibc module leaves these two headers out.
#include <sys/epoll.h>
#include <sys/eventfd.h>

#endif
