#!/bin/sh
# Interesting (status 1) as long as the module has a snow.monitor.
! grep -q snow.monitor "$1"
