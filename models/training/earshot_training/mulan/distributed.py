"""Several processes as one: started by torchrun, gloo on CPUs and nccl on GPUs.

The loss looks at the joint batch: embeddings are gathered from all processes with their gradients. Each process
computes the same loss; the backward pass of the gather adds up what all of them send back, DistributedDataParallel
averages, and the result equals one process on the joint batch. Batch norm is the exception: on GPUs it is synchronised,
on CPUs PyTorch has no such layer, so a ResNet tower keeps statistics of each process's part.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.nn.functional import all_gather
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True)
class Group:
    rank: int
    world: int
    device: torch.device

    @property
    def first(self) -> bool:
        return self.rank == 0


def join_group() -> Group:
    """Reads torchrun's environment; without it, one process on the GPU where there is one."""
    world, rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
    local = int(os.environ.get("LOCAL_RANK", "0"))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", local) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if world > 1:
        dist.init_process_group("nccl" if cuda else "gloo", rank=rank, world_size=world)
    return Group(rank, world, device)


def leave_group(group: Group) -> None:
    if group.world > 1:
        dist.destroy_process_group()


def wrap(model: nn.Module, group: Group) -> nn.Module:
    if group.world == 1:
        return model
    if group.device.type == "cuda":
        model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
        return DistributedDataParallel(model, device_ids=[group.device.index])
    return DistributedDataParallel(model)


def joint(embeddings: torch.Tensor, group: Group) -> torch.Tensor:
    """[n, d] of this process -> [world * n, d] of all, through which gradients flow."""
    return embeddings if group.world == 1 else torch.cat(all_gather(embeddings))


def any_process(flag: bool, group: Group) -> bool:
    """Whether the flag is set in any process: all must stop together."""
    if group.world == 1:
        return flag
    shared = torch.tensor(float(flag), device=group.device)
    dist.all_reduce(shared, dist.ReduceOp.MAX)
    return bool(shared.item())
