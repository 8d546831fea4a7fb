;; Resampling: each output is a row of coefficients on the samples from some place on. Built into
;; resample-kernel-bytes.ts by scripts/build-kernel.mjs. Addresses in bytes, steps in samples.
(module
  (memory (export "memory") 2)

  ;; $count outputs into $out. $at: the first sample under the filter of the first of them, whose row is that of $phase.
  ;; $rows: of $rowBytes each (a multiple of 64), one a phase. From one output to the next it is $step samples and $turn
  ;; phases of $phases.
  (func (export "resample") (param $at i32) (param $rows i32) (param $rowBytes i32) (param $phase i32)
    (param $phases i32) (param $step i32) (param $turn i32) (param $count i32) (param $out i32)
    (local $row i32) (local $end i32) (local $sample i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $each
      (local.set $row (i32.add (local.get $rows) (i32.mul (local.get $phase) (local.get $rowBytes))))
      (local.set $end (i32.add (local.get $row) (local.get $rowBytes)))
      (local.set $sample (local.get $at))
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (v128.const f32x4 0 0 0 0))
      (local.set $c (v128.const f32x4 0 0 0 0))
      (local.set $d (v128.const f32x4 0 0 0 0))
      (loop $taps
        (local.set $a (f32x4.add (local.get $a) (f32x4.mul
          (v128.load (local.get $sample)) (v128.load (local.get $row)))))
        (local.set $b (f32x4.add (local.get $b) (f32x4.mul
          (v128.load offset=16 (local.get $sample)) (v128.load offset=16 (local.get $row)))))
        (local.set $c (f32x4.add (local.get $c) (f32x4.mul
          (v128.load offset=32 (local.get $sample)) (v128.load offset=32 (local.get $row)))))
        (local.set $d (f32x4.add (local.get $d) (f32x4.mul
          (v128.load offset=48 (local.get $sample)) (v128.load offset=48 (local.get $row)))))
        (local.set $sample (i32.add (local.get $sample) (i32.const 64)))
        (br_if $taps (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 64))) (local.get $end))))
      (local.set $a (f32x4.add (f32x4.add (local.get $a) (local.get $b)) (f32x4.add (local.get $c) (local.get $d))))
      (f32.store (local.get $out) (f32.add
        (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
        (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $at (i32.add (local.get $at) (i32.shl (local.get $step) (i32.const 2))))
      (local.set $phase (i32.add (local.get $phase) (local.get $turn)))
      (if (i32.ge_u (local.get $phase) (local.get $phases)) (then
        (local.set $phase (i32.sub (local.get $phase) (local.get $phases)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))))
      (br_if $each (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))
