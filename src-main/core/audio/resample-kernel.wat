;; Resampling: each output is a row of coefficients on the samples from some place on. Built into
;; resample-kernel-bytes.ts by scripts/build-kernel.mjs. Addresses in bytes, steps in samples.
(module
  (memory (export "memory") 2)

  ;; $count outputs into $out. $at: the first sample under the filter of the first of them, whose row is that of $phase.
  ;; $rows: of $rowBytes each (a multiple of 64), one a phase. From one output to the next it is $step samples and $turn
  ;; phases of $phases. Outputs that are $phases apart have the same row: it is read once for four of them.
  (func (export "resample") (param $at i32) (param $rows i32) (param $rowBytes i32) (param $phase i32)
    (param $phases i32) (param $step i32) (param $turn i32) (param $count i32) (param $out i32)
    (local $row i32) (local $end i32) (local $jump i32) (local $stride i32) (local $target i32)
    (local $rest i32) (local $left i32) (local $s0 i32) (local $s1 i32) (local $s2 i32) (local $s3 i32) (local $r v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    ;; Bytes between outputs of one row: of the samples, and of the outputs.
    (local.set $jump (i32.shl (i32.add (i32.mul (local.get $step) (local.get $phases)) (local.get $turn)) (i32.const 2)))
    (local.set $stride (i32.shl (local.get $phases) (i32.const 2)))
    (local.set $left (select (local.get $phases) (local.get $count) (i32.lt_u (local.get $phases) (local.get $count))))
    (loop $each
      (local.set $end (i32.add
        (i32.add (local.get $rows) (i32.mul (local.get $phase) (local.get $rowBytes))) (local.get $rowBytes)))
      (local.set $s0 (local.get $at))
      (local.set $target (local.get $out))
      (local.set $rest (i32.div_u
        (i32.sub (i32.add (local.get $count) (local.get $phases)) (i32.const 1)) (local.get $phases)))
      (loop $four
        ;; Where there are fewer, the last is made more than once.
        (local.set $s1 (select (i32.add (local.get $s0) (local.get $jump)) (local.get $s0)
          (i32.gt_u (local.get $rest) (i32.const 1))))
        (local.set $s2 (select (i32.add (local.get $s1) (local.get $jump)) (local.get $s1)
          (i32.gt_u (local.get $rest) (i32.const 2))))
        (local.set $s3 (select (i32.add (local.get $s2) (local.get $jump)) (local.get $s2)
          (i32.gt_u (local.get $rest) (i32.const 3))))
        (local.set $a (v128.const f32x4 0 0 0 0))
        (local.set $b (v128.const f32x4 0 0 0 0))
        (local.set $c (v128.const f32x4 0 0 0 0))
        (local.set $d (v128.const f32x4 0 0 0 0))
        (local.set $row (i32.sub (local.get $end) (local.get $rowBytes)))
        (loop $taps
          (local.set $r (v128.load offset=0 (local.get $row)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load offset=0 (local.get $s0)) (local.get $r))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=0 (local.get $s1)) (local.get $r))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=0 (local.get $s2)) (local.get $r))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=0 (local.get $s3)) (local.get $r))))
          (local.set $r (v128.load offset=16 (local.get $row)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load offset=16 (local.get $s0)) (local.get $r))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=16 (local.get $s1)) (local.get $r))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=16 (local.get $s2)) (local.get $r))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=16 (local.get $s3)) (local.get $r))))
          (local.set $r (v128.load offset=32 (local.get $row)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load offset=32 (local.get $s0)) (local.get $r))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=32 (local.get $s1)) (local.get $r))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=32 (local.get $s2)) (local.get $r))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=32 (local.get $s3)) (local.get $r))))
          (local.set $r (v128.load offset=48 (local.get $row)))
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load offset=48 (local.get $s0)) (local.get $r))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=48 (local.get $s1)) (local.get $r))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=48 (local.get $s2)) (local.get $r))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=48 (local.get $s3)) (local.get $r))))
          (local.set $s0 (i32.add (local.get $s0) (i32.const 64)))
          (local.set $s1 (i32.add (local.get $s1) (i32.const 64)))
          (local.set $s2 (i32.add (local.get $s2) (i32.const 64)))
          (local.set $s3 (i32.add (local.get $s3) (i32.const 64)))
          (br_if $taps (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 64))) (local.get $end))))
        (f32.store (local.get $target) (call $sum (local.get $a)))
        (if (i32.gt_u (local.get $rest) (i32.const 1)) (then
          (f32.store (local.tee $target (i32.add (local.get $target) (local.get $stride))) (call $sum (local.get $b)))))
        (if (i32.gt_u (local.get $rest) (i32.const 2)) (then
          (f32.store (local.tee $target (i32.add (local.get $target) (local.get $stride))) (call $sum (local.get $c)))))
        (if (i32.gt_u (local.get $rest) (i32.const 3)) (then
          (f32.store (local.tee $target (i32.add (local.get $target) (local.get $stride))) (call $sum (local.get $d)))))
        (local.set $target (i32.add (local.get $target) (local.get $stride)))
        (local.set $s0 (i32.add (i32.sub (local.get $s3) (local.get $rowBytes)) (local.get $jump)))
        (br_if $four (i32.gt_s (local.tee $rest (i32.sub (local.get $rest) (i32.const 4))) (i32.const 0))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (local.set $at (i32.add (local.get $at) (i32.shl (local.get $step) (i32.const 2))))
      (local.set $phase (i32.add (local.get $phase) (local.get $turn)))
      (if (i32.ge_u (local.get $phase) (local.get $phases)) (then
        (local.set $phase (i32.sub (local.get $phase) (local.get $phases)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))))
      (br_if $each (local.tee $left (i32.sub (local.get $left) (i32.const 1))))))

  (func $sum (param $lanes v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $lanes)) (f32x4.extract_lane 1 (local.get $lanes)))
      (f32.add (f32x4.extract_lane 2 (local.get $lanes)) (f32x4.extract_lane 3 (local.get $lanes))))))
